package io.isomer.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import java.io.IOException;

/**
 * Chooses type and decoder of a column by its part of the message's schema: Kafka Connect's type
 * and, where there is one, the semantic type's name. Debezium lists its names in the chapter "Data
 * type mappings" of the PostgreSQL connector's documentation.
 */
final class ConnectSchema {

  /** What a column of one schema type is, and how its values are read. */
  record Typed(ColumnType type, ValueDecoder decoder) {}

  private ConnectSchema() {}

  /**
   * @throws MalformedMessageException for a type that Isomer does not replicate
   */
  static Typed resolve(JsonNode schema) throws IOException {
    String type = schema.path("type").asText();
    String name = schema.path("name").asText("");
    return switch (type) {
      case "boolean" -> plain(ColumnKind.BOOLEAN, ValueDecoders::bool);
      case "int8", "int16" -> integer(ColumnKind.INT16, Short.MIN_VALUE, Short.MAX_VALUE);
      case "int32" -> int32(name);
      case "int64" -> int64(name);
      case "float" -> plain(ColumnKind.FLOAT32, ValueDecoders::float32);
      case "double" -> plain(ColumnKind.FLOAT64, ValueDecoders::float64);
      case "string" -> string(name);
      case "bytes" -> bytes(name, schema.path("parameters"));
      case "array" -> array(schema.path("items"));
      case "struct" -> struct(name);
      default -> throw unsupported(type, name);
    };
  }

  private static Typed int32(String name) throws MalformedMessageException {
    ValueDecoder decoder = ValueDecoders.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    return switch (name) {
      case "", "io.debezium.time.Year" -> plain(ColumnKind.INT32, decoder);
      case "io.debezium.time.Date", "org.apache.kafka.connect.data.Date" ->
          plain(ColumnKind.DATE, decoder);
      case "io.debezium.time.Time", "org.apache.kafka.connect.data.Time" ->
          new Typed(ColumnType.time(ColumnKind.TIME, 3), decoder);
      default -> throw unsupported("int32", name);
    };
  }

  private static Typed int64(String name) throws MalformedMessageException {
    ValueDecoder decoder = ValueDecoders.integer(Long.MIN_VALUE, Long.MAX_VALUE);
    return switch (name) {
      case "", "io.debezium.time.MicroDuration", "io.debezium.time.NanoDuration" ->
          plain(ColumnKind.INT64, decoder);
      case "io.debezium.time.MicroTime" -> new Typed(ColumnType.time(ColumnKind.TIME, 6), decoder);
      case "io.debezium.time.NanoTime" -> new Typed(ColumnType.time(ColumnKind.TIME, 9), decoder);
      case "io.debezium.time.Timestamp", "org.apache.kafka.connect.data.Timestamp" ->
          new Typed(ColumnType.time(ColumnKind.TIMESTAMP, 3), decoder);
      case "io.debezium.time.MicroTimestamp" ->
          new Typed(ColumnType.time(ColumnKind.TIMESTAMP, 6), decoder);
      case "io.debezium.time.NanoTimestamp" ->
          new Typed(ColumnType.time(ColumnKind.TIMESTAMP, 9), decoder);
      default -> throw unsupported("int64", name);
    };
  }

  private static Typed string(String name) throws IOException {
    return switch (name) {
      case "io.debezium.data.Uuid" -> text(ColumnKind.UUID);
      case "io.debezium.data.Json" -> text(ColumnKind.JSON);
      case "io.debezium.data.Enum" -> text(ColumnKind.ENUM);
      case "io.debezium.time.Interval" -> text(ColumnKind.INTERVAL);
      case "io.debezium.time.ZonedTime" -> text(ColumnKind.TIME_TZ);
      case "io.debezium.time.ZonedTimestamp" ->
          new Typed(ColumnType.time(ColumnKind.TIMESTAMP_TZ, 6), TimeDecoders::timestamp);
      case "io.debezium.time.IsoTimestamp" ->
          new Typed(ColumnType.time(ColumnKind.TIMESTAMP, 6), TimeDecoders::timestamp);
      case "io.debezium.time.IsoDate" -> plain(ColumnKind.DATE, TimeDecoders::date);
      case "io.debezium.time.IsoTime" ->
          new Typed(ColumnType.time(ColumnKind.TIME, 6), TimeDecoders::time);
      default -> text(ColumnKind.STRING);
    };
  }

  private static Typed text(ColumnKind kind) throws IOException {
    return plain(kind, UnavailableValueDecoder.ofText(ValueDecoders::text));
  }

  private static Typed bytes(String name, JsonNode parameters) throws IOException {
    return switch (name) {
      case "" -> plain(ColumnKind.BYTES, UnavailableValueDecoder.ofBytes(ValueDecoders::bytes));
      case "org.apache.kafka.connect.data.Decimal" -> {
        int scale = parameters.path("scale").asInt();
        int precision = parameters.path("connect.decimal.precision").asInt(-1);
        yield new Typed(ColumnType.decimal(precision, scale), ValueDecoders.unscaledDecimal(scale));
      }
      default -> throw unsupported("bytes", name);
    };
  }

  private static Typed array(JsonNode items) throws IOException {
    Typed element = resolve(items);
    ColumnType type = ColumnType.arrayOf(element.type());
    ValueDecoder decoder = new ArrayDecoder(UnavailableValueDecoder.literal(element.decoder()));
    return switch (element.type().kind()) {
      case INT16, INT32, INT64, FLOAT32, FLOAT64 ->
          new Typed(type, UnavailableValueDecoder.ofNumberArray(decoder));
      case STRING, ENUM, JSON, UUID, INTERVAL, TIME_TZ ->
          new Typed(type, UnavailableValueDecoder.ofTextArray(decoder));
      default -> new Typed(type, decoder);
    };
  }

  private static Typed struct(String name) throws MalformedMessageException {
    if (name.equals("io.debezium.data.VariableScaleDecimal")) {
      return plain(ColumnKind.DECIMAL, ValueDecoders::variableScaleDecimal);
    }
    throw unsupported("struct", name);
  }

  private static Typed integer(ColumnKind kind, long min, long max) {
    return plain(kind, ValueDecoders.integer(min, max));
  }

  private static Typed plain(ColumnKind kind, ValueDecoder decoder) {
    return new Typed(ColumnType.of(kind), decoder);
  }

  private static MalformedMessageException unsupported(String type, String name) {
    return new MalformedMessageException(
        "the type "
            + (name.isEmpty() ? type : name + " (" + type + ")")
            + " is not replicated;"
            + " leave the column out with Debezium's column.exclude.list");
  }
}

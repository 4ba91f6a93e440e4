package io.isomer.debezium.schema;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.value.DecimalDecoders;
import io.isomer.debezium.value.HstoreDecoder;
import io.isomer.debezium.value.TimeDecoders;
import io.isomer.debezium.value.UnavailableValueDecoder;
import io.isomer.debezium.value.ValueDecoder;
import io.isomer.debezium.value.ValueDecoders;
import java.io.IOException;

/** Types that Kafka Connect represents as {@code string}. */
final class StringTypes {

  private static final int MICROS = 6;

  private StringTypes() {}

  static TypedDecoder of(String name, PropagatedType source) throws IOException {
    return switch (name) {
      case "" -> unnamed(source);
      case "io.debezium.data.Uuid" -> text(ColumnKind.UUID);
      case "io.debezium.data.Json" -> source.is("HSTORE") ? hstore() : text(ColumnKind.JSON);
      case "io.debezium.data.Enum" -> text(ColumnKind.ENUM);
      case "io.debezium.time.Interval" -> text(ColumnKind.INTERVAL);
      case "io.debezium.time.ZonedTime" -> text(ColumnKind.TIME_TZ);
      case "io.debezium.time.ZonedTimestamp" ->
          time(ColumnKind.TIMESTAMP_TZ, TimeDecoders::timestamp);
      case "io.debezium.time.IsoTimestamp" -> time(ColumnKind.TIMESTAMP, TimeDecoders::timestamp);
      case "io.debezium.time.IsoDate" -> TypedDecoder.of(ColumnKind.DATE, TimeDecoders::date);
      case "io.debezium.time.IsoTime" -> time(ColumnKind.TIME, TimeDecoders::time);
      default -> text(ColumnKind.STRING);
    };
  }

  private static TypedDecoder unnamed(PropagatedType source) throws IOException {
    return switch (source.type()) {
      case "NUMERIC", "MONEY" -> {
        ColumnType type = DecimalTypes.of(source, ColumnType.of(ColumnKind.DECIMAL));
        ValueDecoder decoder =
            type.precision() > 0 && type.scale() < 0
                ? DecimalDecoders.textOfNegativeScale(type.scale())
                : DecimalDecoders::text;
        yield new TypedDecoder(type, UnavailableValueDecoder.ofText(decoder));
      }
      case "BYTEA" ->
          throw new MalformedMessageException(
              "base64 and hexadecimal digits cannot be distinguished. Set the connector's"
                  + " binary.handling.mode to bytes");
      default -> text(ColumnKind.STRING);
    };
  }

  private static TypedDecoder text(ColumnKind kind) throws IOException {
    return TypedDecoder.of(kind, UnavailableValueDecoder.ofText(ValueDecoders::text));
  }

  private static TypedDecoder hstore() throws IOException {
    return new TypedDecoder(
        ColumnType.map(), UnavailableValueDecoder.ofMapAsJson(HstoreDecoder::json));
  }

  private static TypedDecoder time(ColumnKind kind, ValueDecoder decoder) {
    return new TypedDecoder(ColumnType.time(kind, MICROS), decoder);
  }
}

package io.isomer.debezium;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.debezium.ConnectSchema.Typed;
import java.io.IOException;

/** The types that are written as text. */
final class StringTypes {

  private static final int MICROS = 6;

  private StringTypes() {}

  static Typed of(String name, SourceColumn source) throws IOException {
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
      case "io.debezium.time.IsoDate" -> Typed.of(ColumnKind.DATE, TimeDecoders::date);
      case "io.debezium.time.IsoTime" -> time(ColumnKind.TIME, TimeDecoders::time);
      default -> text(ColumnKind.STRING);
    };
  }

  private static Typed unnamed(SourceColumn source) throws IOException {
    return switch (source.type()) {
      case "NUMERIC", "MONEY" -> {
        ColumnType type = DecimalTypes.of(source, ColumnType.of(ColumnKind.DECIMAL));
        ValueDecoder decoder =
            type.precision() > 0 && type.scale() < 0
                ? DecimalDecoders.textOfNegativeScale(type.scale())
                : DecimalDecoders::text;
        yield new Typed(type, UnavailableValueDecoder.ofText(decoder));
      }
      case "BYTEA" ->
          throw new MalformedMessageException(
              "the text does not tell base64 from hexadecimal digits; set the connector's"
                  + " binary.handling.mode to bytes");
      default -> text(ColumnKind.STRING);
    };
  }

  private static Typed text(ColumnKind kind) throws IOException {
    return Typed.of(kind, UnavailableValueDecoder.ofText(ValueDecoders::text));
  }

  private static Typed hstore() throws IOException {
    return new Typed(ColumnType.map(), UnavailableValueDecoder.ofMapAsJson(HstoreDecoder::json));
  }

  private static Typed time(ColumnKind kind, ValueDecoder decoder) {
    return new Typed(ColumnType.time(kind, MICROS), decoder);
  }
}

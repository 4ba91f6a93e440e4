package io.isomer.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.debezium.ConnectSchema.Typed;
import java.io.IOException;

/** The types that are written as bytes, in base64. */
final class BytesTypes {

  private BytesTypes() {}

  static Typed of(String name, JsonNode parameters, SourceColumn source) throws IOException {
    return switch (name) {
      case "" -> Typed.of(ColumnKind.BYTES, UnavailableValueDecoder.ofBytes(ValueDecoders::bytes));
      case "org.apache.kafka.connect.data.Decimal" -> decimal(parameters, source);
      case "io.debezium.data.Bits" -> bits(parameters.path("length").asInt(), source);
      default -> throw ConnectSchema.unsupported("bytes", name);
    };
  }

  private static Typed decimal(JsonNode parameters, SourceColumn source) {
    int shown = parameters.path("scale").asInt();
    int scale = DecimalTypes.scale(shown);
    int precision = parameters.path("connect.decimal.precision").asInt(-1);
    ValueDecoder decoder =
        scale == shown
            ? DecimalDecoders.unscaled(scale)
            : DecimalDecoders.unscaledOfNegativeScale(shown, scale);
    return new Typed(DecimalTypes.of(source, ColumnType.decimal(precision, scale)), decoder);
  }

  private static Typed bits(int length, SourceColumn source) throws MalformedMessageException {
    if (source.isArray()) {
      throw ConnectSchema.refused("an array of bit strings", "Debezium sends it as NULL");
    }
    if (source.is("VARBIT") || length <= 0 || length == Integer.MAX_VALUE) {
      throw ConnectSchema.refused("bit varying", "Debezium does not send a value's length");
    }
    return Typed.of(ColumnKind.BITS, new BitsDecoder(length));
  }
}

package io.isomer.debezium.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.value.BitsDecoder;
import io.isomer.debezium.value.DecimalDecoders;
import io.isomer.debezium.value.UnavailableValueDecoder;
import io.isomer.debezium.value.ValueDecoder;
import io.isomer.debezium.value.ValueDecoders;
import java.io.IOException;

/** Types that Kafka Connect represents as {@code bytes}, which are base64 in JSON. */
final class BytesTypes {

  private BytesTypes() {}

  static TypedDecoder of(String name, JsonNode parameters, PropagatedType source)
      throws IOException {
    return switch (name) {
      case "" ->
          TypedDecoder.of(ColumnKind.BYTES, UnavailableValueDecoder.ofBytes(ValueDecoders::bytes));
      case "org.apache.kafka.connect.data.Decimal" -> decimal(parameters, source);
      case "io.debezium.data.Bits" -> bits(parameters.path("length").asInt(), source);
      default -> throw UnsupportedType.of("bytes", name);
    };
  }

  private static TypedDecoder decimal(JsonNode parameters, PropagatedType source) {
    int shown = parameters.path("scale").asInt();
    int scale = DecimalTypes.scale(shown);
    int precision = parameters.path("connect.decimal.precision").asInt(-1);
    ValueDecoder decoder =
        scale == shown
            ? DecimalDecoders.unscaled(scale)
            : DecimalDecoders.unscaledOfNegativeScale(shown, scale);
    return new TypedDecoder(DecimalTypes.of(source, ColumnType.decimal(precision, scale)), decoder);
  }

  private static TypedDecoder bits(int length, PropagatedType source)
      throws MalformedMessageException {
    if (source.isArray()) {
      throw UnsupportedType.because("an array of bit strings", "Debezium sends it as NULL");
    }
    if (source.is("VARBIT") || length <= 0 || length == Integer.MAX_VALUE) {
      throw UnsupportedType.because("bit varying", "Debezium does not send a value's length");
    }
    return TypedDecoder.of(ColumnKind.BITS, new BitsDecoder(length));
  }
}

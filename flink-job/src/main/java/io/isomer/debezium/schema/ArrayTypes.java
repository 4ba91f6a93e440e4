package io.isomer.debezium.schema;

import io.isomer.changelog.ColumnType;
import io.isomer.debezium.value.ArrayDecoders;
import io.isomer.debezium.value.UnavailableValueDecoder;
import io.isomer.debezium.value.ValueDecoder;
import java.io.IOException;

/** Types of arrays. */
final class ArrayTypes {

  private ArrayTypes() {}

  /**
   * @param asText whether the elements are strings in JSON
   */
  static TypedDecoder of(TypedDecoder element, boolean asText) throws IOException {
    ColumnType type = ColumnType.arrayOf(element.type());
    ValueDecoder plain = UnavailableValueDecoder.literal(element.decoder());
    return new TypedDecoder(type, decoder(element.type(), plain, asText));
  }

  private static ValueDecoder decoder(ColumnType element, ValueDecoder plain, boolean asText)
      throws IOException {
    return switch (element.kind()) {
      case INT16, INT32, INT64, UINT32, FLOAT32, FLOAT64 ->
          UnavailableValueDecoder.ofNumberArray(ArrayDecoders.flat(plain));
      case STRING, ENUM, JSON, INTERVAL, TIME_TZ ->
          UnavailableValueDecoder.ofTextArray(ArrayDecoders.flatTexts(plain));
      case UUID -> UnavailableValueDecoder.ofUuidArray(ArrayDecoders.flatTexts(plain));
      case BYTES -> UnavailableValueDecoder.ofBytesArray(ArrayDecoders.flat(plain));
      case DATE ->
          asText
              ? ArrayDecoders.flat(plain)
              : UnavailableValueDecoder.ofNumberArray(ArrayDecoders.flat(plain));
      case BOOLEAN, DECIMAL, BITS, TIMESTAMP, TIMESTAMP_TZ -> ArrayDecoders.flat(plain);
      case MAP, POINT, VECTOR -> ArrayDecoders.of(plain);
      case TIME ->
          throw UnsupportedType.because("an array of times", "Debezium cuts them to milliseconds");
      case ARRAY, UNTYPED -> throw UnsupportedType.because("an array of arrays", "");
    };
  }
}

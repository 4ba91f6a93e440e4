package io.isomer.debezium.value;

import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import java.io.IOException;

/**
 * Decodes Debezium's Bits of a {@code bit(n)}: little-endian bytes without leading zeros. Writes
 * PostgreSQL's notation, {@code n} digits with the highest bit first.
 */
public record BitsDecoder(int length) implements ValueDecoder {

  @Override
  public void decode(JsonReader parser, RowWriter out) throws IOException {
    byte[] bytes = ValueDecoders.base64(parser);
    char[] bits = new char[length];
    for (int i = 0; i < length; i++) {
      bits[length - 1 - i] = isSet(bytes, i) ? '1' : '0';
    }
    for (int i = length; i < 8 * bytes.length; i++) {
      if (isSet(bytes, i)) {
        throw JsonChecks.unexpected("no more than " + length + " bits", parser);
      }
    }
    out.writeMark(RowWriter.VALUE);
    out.writeText(bits, 0, length);
  }

  private static boolean isSet(byte[] bytes, int bit) {
    return bit / 8 < bytes.length && (bytes[bit / 8] >> bit % 8 & 1) == 1;
  }
}

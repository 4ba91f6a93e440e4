package io.isomer.clickhouse;

/** Text and bytes as {@code String}, {@code FixedString} and {@code UUID}. */
final class TextWriters {

  private static final int UUID_LENGTH = 36;
  private static final byte[] HEX_DIGITS = new byte[128];

  static {
    for (int i = 0; i < HEX_DIGITS.length; i++) {
      HEX_DIGITS[i] = (byte) Character.digit(i, 16);
    }
  }

  private TextWriters() {}

  static void string(byte[] bytes, int offset, int count, RowBinaryBuffer out) {
    out.writeVarInt(count);
    out.writeBytes(bytes, offset, count);
  }

  /** A shorter value would come back with zero bytes at its end, so it is refused as well. */
  static TextWriter fixedString(TargetType type) {
    int size = type.size();
    return (bytes, offset, count, out) -> {
      if (count != size) {
        throw new UnfitValueException(
            TextWriter.text(bytes, offset, count),
            type + " holds exactly " + size + " bytes, the value has " + count);
      }
      out.writeBytes(bytes, offset, count);
    };
  }

  /** RowBinary has the two halves of a UUID each little-endian, the upper one first. */
  static void uuid(byte[] bytes, int offset, int count, RowBinaryBuffer out) {
    long high = 0;
    long low = 0;
    boolean valid = count == UUID_LENGTH;
    for (int i = 0; valid && i < UUID_LENGTH; i++) {
      byte c = bytes[offset + i];
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        valid = c == '-';
      } else {
        int digit = c < 0 ? -1 : HEX_DIGITS[c];
        valid = digit >= 0;
        high = high << 4 | low >>> 60;
        low = low << 4 | digit;
      }
    }
    if (!valid) {
      throw new UnfitValueException(
          TextWriter.text(bytes, offset, count), "it is no UUID of 36 characters");
    }
    out.writeLong(high);
    out.writeLong(low);
  }
}

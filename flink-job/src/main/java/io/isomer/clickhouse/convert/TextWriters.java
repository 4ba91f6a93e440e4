package io.isomer.clickhouse.convert;

import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.targetformat.type.TargetType;

/** Text and bytes as {@code String}, {@code FixedString} and {@code UUID}. */
public final class TextWriters {

  private static final int UUID_LENGTH = 36;
  private static final byte[] HEX_DIGITS = new byte[256];

  static {
    for (int i = 0; i < HEX_DIGITS.length; i++) {
      HEX_DIGITS[i] = (byte) (i < 128 ? Character.digit(i, 16) : -1);
    }
  }

  private TextWriters() {}

  static void string(byte[] bytes, int offset, int count, RowBinaryBuffer out) {
    out.writeString(bytes, offset, count);
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
    if (count != UUID_LENGTH
        || bytes[offset + 8] != '-'
        || bytes[offset + 13] != '-'
        || bytes[offset + 18] != '-'
        || bytes[offset + 23] != '-') {
      throw noUuid(bytes, offset, count);
    }
    long first = hex(bytes, offset);
    long second = hex(bytes, offset + 4);
    long third = hex(bytes, offset + 9);
    long fourth = hex(bytes, offset + 14);
    long fifth = hex(bytes, offset + 19);
    long sixth = hex(bytes, offset + 24);
    long seventh = hex(bytes, offset + 28);
    long eighth = hex(bytes, offset + 32);
    if ((first | second | third | fourth | fifth | sixth | seventh | eighth) < 0) {
      throw noUuid(bytes, offset, count);
    }
    out.writeLong(first << 48 | second << 32 | third << 16 | fourth);
    out.writeLong(fifth << 48 | sixth << 32 | seventh << 16 | eighth);
  }

  /** What four hexadecimal digits mean; negative when they are none. */
  private static int hex(byte[] bytes, int at) {
    return HEX_DIGITS[bytes[at] & 0xFF] << 12
        | HEX_DIGITS[bytes[at + 1] & 0xFF] << 8
        | HEX_DIGITS[bytes[at + 2] & 0xFF] << 4
        | HEX_DIGITS[bytes[at + 3] & 0xFF];
  }

  private static UnfitValueException noUuid(byte[] bytes, int offset, int count) {
    return new UnfitValueException(
        TextWriter.text(bytes, offset, count), "it is no UUID of 36 characters");
  }
}

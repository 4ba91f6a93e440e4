package io.isomer.changelog;

import java.nio.charset.CharacterCodingException;

/** UTF-8 without intermediate objects. */
final class Utf8 {

  private Utf8() {}

  /**
   * Encodes characters into {@code target}, which has room for three bytes each.
   *
   * @return the position behind the last byte written
   * @throws CharacterCodingException for half of a surrogate pair
   */
  static int encode(char[] chars, int offset, int count, byte[] target, int position)
      throws CharacterCodingException {
    int end = offset + count;
    int at = position;
    for (int i = offset; i < end; i++) {
      char c = chars[i];
      if (c < 0x80) {
        target[at++] = (byte) c;
      } else if (c < 0x800) {
        target[at++] = (byte) (0xC0 | c >> 6);
        target[at++] = (byte) (0x80 | c & 0x3F);
      } else if (!Character.isSurrogate(c)) {
        target[at++] = (byte) (0xE0 | c >> 12);
        target[at++] = (byte) (0x80 | c >> 6 & 0x3F);
        target[at++] = (byte) (0x80 | c & 0x3F);
      } else {
        at = encodePair(c, ++i < end ? chars[i] : 0, target, at);
      }
    }
    return at;
  }

  private static int encodePair(char high, char low, byte[] target, int position)
      throws CharacterCodingException {
    if (!Character.isHighSurrogate(high) || !Character.isLowSurrogate(low)) {
      throw new CharacterCodingException();
    }
    int code = Character.toCodePoint(high, low);
    target[position] = (byte) (0xF0 | code >> 18);
    target[position + 1] = (byte) (0x80 | code >> 12 & 0x3F);
    target[position + 2] = (byte) (0x80 | code >> 6 & 0x3F);
    target[position + 3] = (byte) (0x80 | code & 0x3F);
    return position + 4;
  }
}

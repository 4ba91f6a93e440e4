package io.isomer.debezium.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Parses a JSON string: finds its end, validates it, and resolves its escapes. */
final class JsonString {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x80 * ONES;

  private int start; // of the message; errors name positions relative to it
  private boolean escaped;
  private byte[] unescaped = new byte[256];
  private int size;

  /** Starts a message at the given position. */
  void startMessage(int start) {
    this.start = start;
  }

  /** Whether the string that {@link #end} read last contains escapes. */
  boolean isEscaped() {
    return escaped;
  }

  /**
   * The position of the closing quotation mark.
   *
   * @throws MalformedMessageException for a string without end, with a control character, an
   *     invalid escape or invalid UTF-8
   */
  int end(byte[] bytes, int from, int end) throws MalformedMessageException {
    escaped = false;
    int at = from;
    while (true) {
      at = nextSpecial(bytes, at, end);
      int special = bytes[at];
      if (special == '"') {
        return at;
      }
      if (special == '\\') {
        escaped = true;
        at = escapeEnd(bytes, at, end);
      } else if (special < 0) {
        at = sequenceEnd(bytes, at, end);
      } else {
        throw new MalformedMessageException(
            "not JSON: a string has the control character " + special + " at byte " + (at - start));
      }
    }
  }

  /** The position of the next quotation mark, backslash, control character or non-ASCII byte. */
  private static int nextSpecial(byte[] bytes, int from, int end) throws MalformedMessageException {
    int at = from;
    while (at + Long.BYTES <= end) {
      long word = (long) LONG.get(bytes, at);
      long special = word | zeros(word ^ '"' * ONES) | zeros(word ^ '\\' * ONES);
      special = (special | word - ' ' * ONES & ~word) & HIGH;
      if (special != 0) {
        return at + (Long.numberOfTrailingZeros(special) >>> 3);
      }
      at += Long.BYTES;
    }
    while (at < end) {
      int next = bytes[at];
      if (next < ' ' || next == '"' || next == '\\') {
        return at;
      }
      at++;
    }
    throw new MalformedMessageException("not JSON: the message ends within a string");
  }

  /**
   * Sets the highest bit of each byte that is zero. Exact up to the first such byte, which is
   * sufficient.
   */
  private static long zeros(long word) {
    return word - ONES & ~word;
  }

  private int escapeEnd(byte[] bytes, int at, int end) throws MalformedMessageException {
    int kind = at + 1 < end ? bytes[at + 1] : -1;
    switch (kind) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
        return at + 2;
      case 'u':
        if (at + 6 <= end) {
          hex(bytes, at + 2);
          return at + 6;
        }
        break;
      default: // not a JSON escape
    }
    throw new MalformedMessageException("not JSON: an invalid escape at byte " + (at - start));
  }

  private int hex(byte[] bytes, int at) throws MalformedMessageException {
    int code = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        throw new MalformedMessageException("not JSON: an invalid escape at byte " + (at - start));
      }
      code = code << 4 | digit;
    }
    return code;
  }

  /** The position after a multi-byte character, which must have its only valid UTF-8 form. */
  private int sequenceEnd(byte[] bytes, int at, int end) throws MalformedMessageException {
    int first = bytes[at] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    boolean sound = first >= 0xC2 && first <= 0xF4 && at + length <= end;
    for (int i = at + 1; sound && i < at + length; i++) {
      sound = (bytes[i] & 0xC0) == 0x80;
    }
    if (sound) {
      int second = bytes[at + 1] & 0xFF;
      sound =
          switch (first) {
            case 0xE0 -> second >= 0xA0; // else it would fit into two bytes
            case 0xED -> second < 0xA0; // else it is half of a surrogate pair
            case 0xF0 -> second >= 0x90; // else it would fit into three bytes
            case 0xF4 -> second < 0x90; // else it is beyond Unicode
            default -> true;
          };
    }
    if (!sound) {
      throw new MalformedMessageException("not JSON: invalid UTF-8 at byte " + (at - start));
    }
    return at + length;
  }

  /** The text of the string between two positions, which {@link #end} read last. */
  String string(byte[] bytes, int from, int to) throws MalformedMessageException {
    if (!escaped) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    try {
      unescape(bytes, from, to);
    } catch (CharacterCodingException e) {
      throw new MalformedMessageException("a string contains an unpaired surrogate", e);
    }
    return new String(unescaped, 0, size, StandardCharsets.UTF_8);
  }

  /**
   * Resolves the escapes of the string between two positions, as UTF-8.
   *
   * @throws CharacterCodingException for an unpaired surrogate
   */
  void unescape(byte[] bytes, int from, int to)
      throws MalformedMessageException, CharacterCodingException {
    if (unescaped.length < to - from) {
      unescaped = new byte[Math.max(to - from, 2 * unescaped.length)];
    }
    size = 0;
    int at = from;
    while (at < to) {
      if (bytes[at] != '\\') {
        unescaped[size++] = bytes[at++];
      } else if (bytes[at + 1] == 'u') {
        at = unescapeCode(bytes, at, to);
      } else {
        unescaped[size++] = letter(bytes[at + 1]);
        at += 2;
      }
    }
  }

  private static byte letter(byte escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }

  /** Six bytes become at most three, twelve become four. */
  private int unescapeCode(byte[] bytes, int at, int to)
      throws MalformedMessageException, CharacterCodingException {
    char high = (char) hex(bytes, at + 2);
    if (!Character.isSurrogate(high)) {
      append(high);
      return at + 6;
    }
    boolean pair = at + 12 <= to && bytes[at + 6] == '\\' && bytes[at + 7] == 'u';
    char low = pair ? (char) hex(bytes, at + 8) : 0;
    if (!Character.isSurrogatePair(high, low)) {
      throw new CharacterCodingException();
    }
    append(Character.toCodePoint(high, low));
    return at + 12;
  }

  private void append(int code) {
    byte[] encoded = Character.toString(code).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, unescaped, size, encoded.length);
    size += encoded.length;
  }

  /** The result of {@link #unescape}, up to {@link #unescapedSize}. */
  byte[] unescaped() {
    return unescaped;
  }

  int unescapedSize() {
    return size;
  }

  /** A copy of the result of {@link #unescape}. */
  byte[] copyOfUnescaped() {
    return Arrays.copyOf(unescaped, size);
  }
}

package io.isomer.testing.e2e.property;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Damages sound messages. The schema part is only cut and duplicated: with other types in it, it is
 * a change of the schema, and what that does docs/SCHEMA-CHANGES.md tells.
 */
final class PoisonMaker {

  private static final int TEN_MEGABYTES = 10 << 20;
  private static final String PAYLOAD = "\"payload\":";

  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e400",
          "9223372036854775808",
          "0.1",
          "\"\"",
          "\"x\"",
          "\"NaN\"",
          "\"\\uD800\"",
          "[]",
          "[[]]",
          "[null]",
          "{}",
          "\"1e2147483647\"",
          "123456789012345678901234567890");

  private final Random random;

  PoisonMaker(Random random) {
    this.random = random;
  }

  /** Makes one of the sound message of row {@code id}. */
  Poison of(long id, byte[] key, byte[] value) {
    String text = new String(value, UTF_8);
    return switch (random.nextInt(12)) {
      case 0 -> new Poison(id, "cut", key, Arrays.copyOf(value, random.nextInt(value.length)));
      case 1 -> new Poison(id, "key cut", Arrays.copyOf(key, random.nextInt(key.length)), value);
      case 2 -> new Poison(id, "key null", null, value);
      case 3 -> new Poison(id, "key flipped", flipped(key, payload(key)), value);
      case 4 -> new Poison(id, "invalid UTF-8", key, invalidUtf8(value));
      case 5 -> new Poison(id, "twice", key, twice(text).getBytes(UTF_8));
      case 6 -> new Poison(id, "deep", key, deep(text).getBytes(UTF_8));
      case 7, 8, 9 -> new Poison(id, "other type", key, otherType(text).getBytes(UTF_8));
      default -> new Poison(id, "flipped", key, flipped(value, payload(value)));
    };
  }

  /** Two large ones: a value that is sound, and one that is nothing. */
  List<Poison> large(long id, byte[] key, byte[] value, byte[] otherKey) {
    String text = new String(value, UTF_8);
    String name = "\"name\":\"";
    int after = text.indexOf("\"after\":{", text.indexOf("\"payload\":"));
    int at = text.indexOf(name, after) + name.length(); // the schema part has names as well
    String grown = text.substring(0, at) + "x".repeat(TEN_MEGABYTES) + text.substring(at);
    byte[] nothing = new byte[TEN_MEGABYTES];
    Arrays.fill(nothing, (byte) '[');
    return List.of(
        new Poison(id, "10 MB value", key, grown.getBytes(UTF_8)),
        new Poison(id + 1, "10 MB of nothing", otherKey, nothing));
  }

  private static int payload(byte[] message) {
    return Math.max(0, new String(message, ISO_8859_1).indexOf(PAYLOAD));
  }

  private byte[] flipped(byte[] bytes, int from) {
    byte[] flipped = bytes.clone();
    flipped[from + random.nextInt(bytes.length - from)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private byte[] invalidUtf8(byte[] value) {
    byte[] invalid = value.clone();
    int from = payload(value);
    invalid[from + random.nextInt(value.length - from)] =
        (byte) (random.nextBoolean() ? 0xFF : 0xC3);
    return invalid;
  }

  /** A field of the message, with another value in front of it. */
  private String twice(String text) {
    String[] fields = {"op", "source", "after", "before", "id", "name", "table", "sequence"};
    String field = "\"" + fields[random.nextInt(fields.length)] + "\":";
    int at = text.indexOf(field, text.indexOf(PAYLOAD));
    return text.substring(0, at) + field + "null," + text.substring(at);
  }

  private String deep(String text) {
    int at = text.indexOf(":", text.indexOf("\"after\":", text.indexOf(PAYLOAD)) + 9) + 1;
    return text.substring(0, at) + (random.nextBoolean() ? "[" : "{\"a\":").repeat(100_000);
  }

  /** Replaces a value of the row, or one of the envelope's own. */
  private String otherType(String text) {
    String[] fields = {"id", "name", "amount", "flag", "at", "tags", "op", "sequence", "after"};
    String field = "\"" + fields[random.nextInt(fields.length)] + "\":";
    int start = text.indexOf(field, text.indexOf(PAYLOAD)) + field.length();
    return text.substring(0, start)
        + ODD.get(random.nextInt(ODD.size()))
        + text.substring(end(text, start));
  }

  /** Where the value ends that starts there. */
  private static int end(String text, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int i = start; ; i++) {
      char c = text.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (depth == 0 && (c == ',' || c == '}')) {
        return i;
      } else if (c == '"') {
        quoted = true;
      } else if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      }
    }
  }
}

package io.isomer.testing.e2e.property.type;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Texts, bytes, and what is written as text. */
final class TextTypes {

  private static final String[] LETTERS = {
    "a", "B", " ", "'", "\"", "\\", "\n", "\t", "\r", "\u0001", "\u001f", "\u007f", "é", "ß", "Я",
    "中", "\u00a0", "\u2028", "\ufeff", "\uffff", "😀", "𝄞", "%", "{", "[", ",", "`", "$", "?", "/"
  };

  static final Values TEXT =
      Values.of(r -> letters(r, r.nextInt(30)), "", " ", "null", "NULL", "\\N", "''", "{}", "0")
          .orLarge(TextTypes::large);
  static final Values SHORT = Values.of(r -> letters(r, r.nextInt(20)), "", "null", "A", "a");
  static final Values PADDED = Values.of(r -> letters(r, r.nextInt(6)).strip(), "", "ab", "éééé");
  static final Values UUIDS =
      Values.of(
          r -> new UUID(r.nextLong(), r.nextLong()).toString(),
          "00000000-0000-0000-0000-000000000000",
          "ffffffff-ffff-ffff-ffff-ffffffffffff");
  static final Values BYTEA =
      Values.of(r -> hex(r, r.nextInt(40)), "", "\\x00", "\\xff00ff", "\\x5c78")
          .orLarge(r -> hex(r, 9000));
  static final Values JSON =
      Values.of(
              TextTypes::json,
              "null",
              "{}",
              "[]",
              "\"\"",
              "{\"a\":1,\"a\":2}",
              " [1, 2 ,3 ] ",
              "123456789012345678901234567890.12345678901234567890",
              "1e-400",
              "\"null\"")
          .orLarge(r -> "{\"k\": \"" + plain(r, 9000) + "\"}");
  static final Values INET =
      Values.among("10.0.0.1", "10.1.2.3/8", "::1", "2001:db8::ff/64", "0.0.0.0/0", "::/0");
  static final Values MOOD = Values.among("sad", "it''s".replace("''", "'"), "ok, \"so\"", "");

  private TextTypes() {}

  static List<SourceType> all() {
    return List.of(
        SourceType.of("text", TEXT).alsoInKeys(),
        SourceType.of("varchar", TEXT),
        SourceType.of("varchar(20)", SHORT).widensTo("text").alsoInKeys(),
        SourceType.of("char(5)", PADDED).alsoInKeys(),
        SourceType.of("citext", TEXT).alsoInKeys(),
        SourceType.of("uuid", UUIDS).alsoInKeys(),
        SourceType.of("bytea", BYTEA).keepingDefault(),
        SourceType.of("json", JSON),
        SourceType.of("jsonb", JSON),
        SourceType.of("xml", Values.among("<a/>", "<a b=\"c\">&lt;é😀</a>", "text", "<a> </a>")),
        SourceType.of("ltree", Values.among("", "a", "Top.Science.Astronomy", "a_1.b-2")),
        SourceType.of(
            "tsvector", Values.among("", "'a':1 'b':2A,3", "fat cat", "'it''s' '\\\\':1")),
        SourceType.of("tsquery", Values.among("", "a & b", "a <-> 'b c'", "!a | b:*A")),
        SourceType.of("inet", INET).alsoInKeys(),
        SourceType.of("cidr", Values.among("10.0.0.0/8", "::/0", "2001:db8::/32", "1.2.3.4/32")),
        SourceType.of("macaddr", Values.among("08:00:2b:01:02:03", "ff:ff:ff:ff:ff:ff")),
        SourceType.of("macaddr8", Values.among("08:00:2b:01:02:03:04:05")),
        SourceType.of("pg_lsn", Values.among("0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF")),
        SourceType.of("mood", MOOD).alsoInKeys(),
        SourceType.of("pair", Values.among("(1,)", "(,\"a,\"\"b\\\\\")", "(-5,é)", "(,)")),
        SourceType.of("positive", Values.among("1", "2147483647")),
        SourceType.of("label", SHORT),
        SourceType.of("amount", Values.among("0.00", "-999.99", "1.50")),
        SourceType.of(
            "int4range", Values.among("empty", "(,)", "[1,10)", "[-2147483648,)", "(,2147483647)")),
        SourceType.of("int8range", Values.among("empty", "[5,9223372036854775807)")),
        SourceType.of("numrange", Values.among("empty", "(1.50,NaN]", "[1e-30,)", "(,)")),
        SourceType.of("tsrange", Values.among("[2020-01-01,2020-01-02 03:04:05.678901)", "(,)")),
        SourceType.of("tstzrange", Values.among("[2020-01-01 00:00+02,infinity]", "empty")),
        SourceType.of("daterange", Values.among("[2020-01-01,2020-02-01)", "(,infinity)")),
        SourceType.of("int4multirange", Values.among("{}", "{[1,2),[5,)}", "{(,)}")),
        SourceType.of(
                "hstore",
                Values.among(
                    "",
                    "a=>1",
                    "a=>NULL, b=>\"\", \"\"=>\"x\"",
                    "\"q\\\"uote\"=>\"back\\\\slash\", \"Я\"=>\"😀\", \"null\"=>\"NULL\""))
            .neverNull());
  }

  private static String letters(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  /** Over 8 KB, and too random to be compressed below 2 KB. */
  private static String large(Random random) {
    return letters(random, 20) + plain(random, 9000 + random.nextInt(4000));
  }

  private static String plain(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('0' + random.nextInt(10) + (random.nextBoolean() ? 0 : 49)));
    }
    return text.toString();
  }

  private static String hex(Random random, int bytes) {
    StringBuilder text = new StringBuilder("\\x");
    for (int i = 0; i < bytes; i++) {
      text.append("%02x".formatted(random.nextInt(256)));
    }
    return text.toString();
  }

  private static String json(Random random) {
    return "{\"n\": %d.%d0, \"s\": \"\\u00e9 \\\"%s\", \"l\": [null, true, {}]}"
        .formatted(random.nextLong(), random.nextInt(1000), plain(random, random.nextInt(20)));
  }
}

package io.isomer.verify;

import static io.isomer.verify.FormCases.Case.of;

import io.isomer.verify.FormCases.Case;
import java.util.List;

/** Arrays of the types that {@link FormCases} has alone. */
final class ArrayFormCases {

  private ArrayFormCases() {}

  static List<Case> all() {
    return List.of(
        numbers("smallint", "Int16", "32767", "-32768"),
        numbers("bigint", "Int64", "9223372036854775807", "9223372036854775806"),
        numbers("oid", "UInt32", "4294967295", "0"),
        numbers("boolean", "Bool", "true", "false"),
        numbers("real", "Float32", "1.5", "-1"),
        texts("numeric", "1.5", "-0.01"),
        texts("varchar(5)", "a", "ä"),
        texts("char(2)", "ab", "a "),
        texts("citext", "Aa", "aa"),
        texts("ltree", "a.b", "a"),
        texts("inet", "10.0.0.1", "10.0.0.0/24"),
        texts("cidr", "10.0.0.0/8", "10.0.0.0/9"),
        texts("macaddr", "08:00:2b:01:02:03", "08:00:2b:01:02:04"),
        texts("int4range", "[1,5)", "empty"),
        texts("xml", "<a/>", "<b/>"),
        texts("jsonb", "[1, 2]", "null"),
        texts("bit(3)", "101", "100"),
        texts("verify_mood", "sad", "very glad"),
        of(
            "date[]",
            "Array(Nullable(Date32))",
            "'{1900-01-01,NULL}'",
            "[toDate32('1900-01-01'), NULL]",
            "'{2299-12-31}'",
            "[toDate32('2299-12-31')]"),
        of(
            "timestamptz[]",
            "Array(Nullable(DateTime64(6, 'UTC')))",
            "'{\"2024-01-01 02:00:00.000001+02\",NULL}'",
            "[toDateTime64('2024-01-01 00:00:00.000001', 6, 'UTC'), NULL]",
            "'{}'",
            "[]"),
        of(
            "bytea[]",
            "Array(Nullable(String))",
            "ARRAY['\\x00ff'::bytea, NULL, '']",
            "[unhex('00ff'), NULL, '']",
            "ARRAY['\\x00'::bytea]",
            "[unhex('00')]"),
        of(
            "smallint[]",
            "Variant(Array(Nullable(Int16)))",
            "NULL",
            "NULL",
            "'{}'",
            "[]::Array(Nullable(Int16))"));
  }

  private static Case numbers(String type, String element, String one, String other) {
    return of(
        type + "[]",
        "Array(Nullable(" + element + "))",
        "'{" + one + ",NULL," + other + "}'",
        "[" + one + ", NULL, " + other + "]",
        "'{" + other + "," + one + "}'",
        "[" + other + ", " + one + "]",
        "'{" + one + "}'",
        "[" + one + "]",
        "'{}'",
        "[]");
  }

  private static Case texts(String type, String one, String other) {
    return of(
        type + "[]",
        "Array(Nullable(String))",
        "'{\"" + one + "\",NULL,\"" + other + "\"}'",
        "['" + one + "', NULL, '" + other + "']",
        "'{\"" + other + "\"}'",
        "['" + other + "']",
        "'{NULL}'",
        "[NULL]",
        "'{}'",
        "[]");
  }
}

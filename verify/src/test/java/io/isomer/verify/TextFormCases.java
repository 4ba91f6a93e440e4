package io.isomer.verify;

import static io.isomer.verify.FormCases.Case.of;

import io.isomer.verify.FormCases.Case;
import java.util.List;

/** Values of the types whose copy is a text, and of those that are declared by users. */
final class TextFormCases {

  private TextFormCases() {}

  static List<Case> all() {
    return List.of(
        same("int8range", "[9223372036854775806,9223372036854775807)", "empty"),
        same("numrange", "[1.50,2.5]", "[1.5,2.5]", "(,2.5)"),
        same("daterange", "[2024-01-01,2024-02-01)", "(,infinity)", "(,)"),
        of(
            "tsrange",
            "String",
            "'[2024-01-01 00:00:00.000001,2024-01-02)'",
            "'[\"2024-01-01 00:00:00.000001\",\"2024-01-02 00:00:00\")'",
            "'empty'",
            "'empty'"),
        of(
            "tstzrange",
            "String",
            "'[2024-01-01 02:00+02,)'",
            "'[\"2024-01-01 00:00:00+00\",)'",
            "'empty'",
            "'empty'"),
        same("int4multirange", "{[1,3),[5,7)}", "{[1,3)}", "{}"),
        same("nummultirange", "{[1.50,2.5]}", "{}"),
        same("pg_lsn", "16/B374D848", "FFFFFFFF/FFFFFFFF", "0/0"),
        same("macaddr8", "08:00:2b:01:02:03:04:05", "08:00:2b:01:02:03:04:06"),
        same("tsquery", "'a' & 'b'", "'a' <-> 'b'"),
        same("jsonpath", "$.\"a\"", "$.\"b\"[*]"),
        same("xid8", "18446744073709551615", "0"),
        same("pg_snapshot", "10:20:10,14", "10:10:"),
        of(
            "bit(70)",
            "Nullable(String)",
            bits("1"),
            bits("1"),
            bits("0"),
            bits("0"),
            "NULL",
            "NULL"),
        of("numeric(3, -2)", "Decimal(5, 0)", "99900", "99900", "-100", "-100", "0", "0"),
        of("numeric(2, 5)", "Decimal(5, 5)", "0.00099", "'0.00099'", "-0.00001", "'-0.00001'"),
        same("numeric(100, 50)", "0.00000000000000000000000000000000000000000000000001", "0", "-1"),
        of("time(3)", "Int64", "'23:59:59.999'", "86399999000", "'24:00'", "86400000000"),
        of("jsonb", "String", "'[1.50, \"\\u00e4\"]'", "'[1.50, \"ä\"]'", "'{}'", "'{}'"),
        same("inet", "10.0.0.1", "10.0.0.1/31", "::ffff:1.2.3.4", "fe80::1/64"),
        same("cidr", "2001:db8::/32", "0.0.0.0/0", "10.0.0.1/32"),
        same("verify_many", "v0", "v127", "v128", "v199", "it's \\, ) \"x\""),
        of(
            "verify_many",
            "Enum16(" + FormCases.manyAsEnum16() + ")",
            "'v0'",
            "'v0'",
            "'v127'",
            "'v127'",
            "'v199'",
            "'v199'",
            "'it''s \\, ) \"x\"'",
            "'it\\'s \\\\, ) \"x\"'"),
        of(
            "verify_amount",
            "Nullable(String)",
            "1.50",
            "'1.50'",
            "-0.01",
            "'-0.01'",
            "NULL",
            "NULL"),
        same("verify_word", "a", "", "ä"),
        of("verify_narrow", "Nullable(Int32)", "6", "6", "9", "9", "NULL", "NULL"),
        of("verify_day", "Date32", "'1900-01-01'", "'1900-01-01'", "'2299-12-31'", "'2299-12-31'"),
        of(
            "verify_instant",
            "Nullable(DateTime64(6, 'UTC'))",
            "'2024-01-01 02:00:00.001+02'",
            "'2024-01-01 00:00:00.001'",
            "NULL",
            "NULL"),
        of(
            "verify_number",
            "UUID",
            "'00112233-4455-6677-8899-aabbccddeeff'",
            "'00112233-4455-6677-8899-aabbccddeeff'",
            "'00112233-4455-6677-8899-aabbccddeefe'",
            "'00112233-4455-6677-8899-aabbccddeefe'"),
        of("verify_raw", "Nullable(String)", "'\\x00ff'", "unhex('00ff')", "NULL", "NULL"),
        of("verify_flag", "Nullable(Bool)", "true", "true", "false", "false", "NULL", "NULL"),
        of("verify_ratio", "Float64", "'NaN'", "nan", "0.5", "0.5", "'-0'", "-0."));
  }

  /** Values that are the same in either database's quotes. */
  private static Case same(String postgres, String... values) {
    String[] pairs = new String[values.length * 2];
    for (int i = 0; i < values.length; i++) {
      pairs[2 * i] = "'" + values[i].replace("'", "''") + "'";
      pairs[2 * i + 1] = "'" + values[i].replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
    return of(postgres, "String", pairs);
  }

  private static String bits(String last) {
    return "'" + "10".repeat(34) + "1" + last + "'";
  }
}

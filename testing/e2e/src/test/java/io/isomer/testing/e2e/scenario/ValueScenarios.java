package io.isomer.testing.e2e.scenario;

import java.util.ArrayList;
import java.util.List;

/** The values of each type at their limits, and NULL. */
final class ValueScenarios {

  private static final String NULL = "NULL";

  private ValueScenarios() {}

  /** A table with one row for each value, and NULL; streaming repeats and exchanges them. */
  static Scenario of(String type, String... values) {
    return of(ScenarioConnector.SHIPPED, type, NULL, values);
  }

  /** As {@link #of}, for types whose NULL is refused. */
  static Scenario withoutNull(String type, String... values) {
    return of(ScenarioConnector.SHIPPED, type, values[0], values);
  }

  static Scenario of(ScenarioConnector connector, String type, String last, String... values) {
    List<String> rows = new ArrayList<>();
    for (String value : values) {
      rows.add("(" + (rows.size() + 1) + ", " + value + ")");
    }
    rows.add("(100, " + last + ")");
    return Scenario.of("values of " + type, connector)
        .partitions(1)
        .table("CREATE TABLE t (id int PRIMARY KEY, v " + type + ")")
        .rows("INSERT INTO t VALUES " + String.join(", ", rows))
        .change(
            "INSERT INTO t SELECT id + 1000, v FROM t",
            "UPDATE t SET v = n.v FROM t n WHERE t.id < 100 AND n.id = 1000 + t.id % "
                + values.length
                + " + 1",
            "UPDATE t SET v = n.v FROM t n WHERE t.id = 1001 AND n.id = 100",
            "UPDATE t SET v = n.v FROM t n WHERE t.id = 1100 AND n.id = 1");
  }

  static Scenario[] all() {
    return new Scenario[] {
      of("smallint", "-32768", "32767", "0"),
      of("integer", "-2147483648", "2147483647", "0"),
      of("bigint", "-9223372036854775808", "9223372036854775807", "9007199254740993"),
      of("oid", "0", "4294967295"),
      of(
          "real",
          "'-3.4028235e38'",
          "'3.4028235e38'",
          "'1e-45'",
          "'-0'",
          "'NaN'",
          "'Infinity'",
          "'-Infinity'",
          "0.1"),
      of(
          "double precision",
          "'-1.7976931348623157e308'",
          "'5e-324'",
          "'-0'",
          "'NaN'",
          "'Infinity'",
          "'-Infinity'",
          "0.1"),
      of("numeric(10, 2)", "-99999999.99", "99999999.99", "0", "1.50"),
      of(
          "numeric(76, 38)",
          "-(1e38::numeric(76, 0) - 1) - (1 - 1e-38)",
          "(1e38::numeric(76, 0) - 1) + (1 - 1e-38)",
          "1e-38"),
      of("numeric(5, -2)", "9999900", "-9999900", "0"),
      of("numeric(3, 5)", "0.00999", "-0.00999"),
      of("numeric(80, 2)", "repeat('9', 78)::numeric + 0.99", "-0.01", "'NaN'"),
      of(
          "numeric",
          "1e131071",
          "('-0.' || repeat('0', 16382) || '1')::numeric",
          "'NaN'",
          "'Infinity'",
          "'-Infinity'",
          "1.50",
          "1e-7",
          "100"),
      of("money", "'-92233720368547758.08'", "'92233720368547758.07'", "0"),
      of("boolean", "true", "false"),
      of("bit(1)", "'1'", "'0'"),
      of("bit(8)", "'10000001'", "'00000000'", "'00000001'"),
      of("bit(13)", "'1000000000001'", "'0000000000010'"),
      of("bit(64)", "repeat('1', 64)::bit(64)", "'1'::bit(64)"),
      of(
          "text",
          "''",
          "' '",
          "'null'",
          "'NULL'",
          "E'\\\\N'",
          "E'\\t\\n\\r\\b\\f\\\\''\"'",
          "U&'\\+01F600 \\0416'",
          "E'\\x01\\x1F\\x7F'",
          "'__debezium_unavailable'"),
      of("varchar(5)", "''", "'abcde'", "'a    '"),
      of("char(5)", "''", "'abc'", "'abcde'"),
      of("\"char\"", "'a'", "''"),
      of("citext", "'aB'", "'Ab'"),
      of("xml", "'<a b=\"c\">&amp;</a>'"),
      of("ltree", "'a.b.c'", "''"),
      of("tsvector", "'a:1 b:2'", "''"),
      of("bytea", "''", "'\\x00'", "'\\xfffe00c328'"),
      of(
          "date",
          "'0001-01-01'",
          "'9999-12-31'",
          "'1582-10-15'",
          "'1582-10-04'",
          "'1969-12-31'",
          "'2024-02-29'"),
      of(
          "timestamp",
          "'0001-01-01'",
          "'9999-12-31 23:59:59.999999'",
          "'1582-10-10 10:10:10.1'",
          "'1969-12-31 23:59:59.999999'",
          "'2024-03-10 02:30'"),
      of("timestamp(0)", "'2024-02-29 23:59:59.4'"),
      of("timestamp(3)", "'2024-02-29 23:59:59.9994'", "'0001-01-01'", "'9999-12-31 23:59:59.999'"),
      of(
          "timestamptz",
          "'0001-01-01 00:00Z'",
          "'9999-12-31 23:59:59.999999Z'",
          "'2024-03-10 02:30 America/New_York'",
          "'1883-11-18 12:00 America/New_York'",
          "'2024-10-27 02:30+01'"),
      of("timestamptz(0)", "'2024-02-29 23:59:59.6+00'"),
      of("time", "'00:00'", "'23:59:59.999999'", "'24:00:00'"),
      of("time(3)", "'23:59:59.9994'", "'24:00:00'"),
      of("timetz", "'00:00:00-15:59'", "'23:59:59.999999+15:59'", "'12:00:00.5+00'"),
      of(
          "interval",
          "'1 year 2 months 3 days 04:05:06.789'",
          "'-1 mons +1 day -00:00:00.000001'",
          "'0'",
          "'178000000 years'",
          "'-178000000 years'",
          "'999999999 days'"),
      of(
          "uuid",
          "'00000000-0000-0000-0000-000000000000'",
          "'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'"),
      of("json", "'{\"a\":  1, \"a\": 2}'", "'null'", "'\"\\u0041\"'", "repeat('1', 1000)::json"),
      of(
          "jsonb",
          "'{\"b\": 1, \"a\": [1.10, null]}'",
          "'null'",
          "'\"x\"'",
          "(repeat('9', 1000) || '.5')::jsonb"),
      of("int4range", "'[1,10)'", "'empty'", "'(,)'", "'[5,)'"),
      of("numrange", "'(1.5,2.50]'", "'empty'"),
      of("tsrange", "'[2024-01-01,infinity)'", "'(,2024-01-01 00:00:00.000001]'"),
      of("tstzrange", "'[2024-01-01 00:00Z,)'"),
      of("daterange", "'[2024-01-01,2024-02-01)'", "'[-infinity,infinity)'"),
      of("int8range", "'[-9223372036854775808,9223372036854775807)'"),
      of("int4multirange", "'{[1,2),[5,)}'", "'{}'"),
      of("inet", "'10.0.0.1'", "'10.0.0.1/8'", "'::ffff:1.2.3.4'", "'2001:db8::/32'"),
      of("cidr", "'10.0.0.0/8'", "'::/0'"),
      of("macaddr", "'08:00:2b:01:02:03'"),
      of("macaddr8", "'08:00:2b:01:02:03:04:05'"),
      of("pg_lsn", "'0/0'", "'FFFFFFFF/FFFFFFFF'"),
      withoutNull("hstore", "''", "'a=>NULL, b=>\"NULL\"'", "'\"\"=>\"\", \"k\\\"\"=>\"v\\\\\"'"),
      withoutNull("point", "'(0,-0)'", "'(1e300,-0.1)'", "'(Infinity,NaN)'"),
      of("lseg", "'[(1,2),(3.5,-4)]'", "'[(0,0),(0,0)]'"),
      of("box", "'(3,4),(1,2)'", "'(0,0),(0,0)'", "'(1e300,0.1),(-1e300,-0.1)'"),
      of("polygon", "'((0,0),(1,0),(1,1.5))'", "'((1e100,2),(3,4))'"),
      of("path", "'[(0,0),(1,0),(1,1.5)]'", "'[(1,2),(3,4)]'"),
      typed(
          "an enum",
          "CREATE TYPE e AS ENUM ('', 'a b', 'it''s', 'ж')",
          "e",
          "''",
          "'a b'",
          "'it''s'",
          "'ж'"),
      typed(
          "a composite",
          "CREATE TYPE e AS (a int, b text)",
          "e",
          "(1, 'x, y')",
          "(NULL, NULL)",
          "(2, '')"),
      typed(
          "a domain over a domain",
          "CREATE DOMAIN d AS bigint CHECK (value <> 5); CREATE DOMAIN e AS d CHECK (value <> 6)",
          "e",
          "-9223372036854775808",
          "9223372036854775807"),
      typed("a domain over text", "CREATE DOMAIN e AS varchar(10)", "e", "''", "'abc'"),
      typed(
          "a domain over numeric",
          "CREATE DOMAIN e AS numeric(10, 2)",
          "e",
          "-99999999.99",
          "1.50"),
      typed(
          "a domain over timestamp",
          "CREATE DOMAIN e AS timestamp",
          "e",
          "'2024-02-29 12:00:00.000001'"),
    };
  }

  private static Scenario typed(String name, String create, String type, String... values) {
    Scenario made = of(type, values);
    Scenario named = Scenario.of("values of " + name).partitions(1).table(create);
    made.tables().forEach(named::table);
    made.rows().forEach(named::rows);
    made.changes().forEach(named::change);
    return named;
  }
}

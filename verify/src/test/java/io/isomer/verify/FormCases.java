package io.isomer.verify;

import static io.isomer.verify.FormCases.Case.of;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values of each type as both databases spell them. Within a case all values are different, some by
 * the least that the type knows.
 */
final class FormCases {

  /** Types that have no form, as docs/VERIFY.md says. */
  static final List<String> REFUSED =
      List.of(
          "line",
          "circle",
          "bit varying",
          "geometry",
          "geography",
          "vector",
          "halfvec",
          "sparsevec");

  private static final List<String> LABELS =
      Stream.concat(IntStream.range(0, 200).mapToObj(i -> "v" + i), Stream.of("it's \\, ) \"x\""))
          .toList();

  private FormCases() {}

  /**
   * A pair of types.
   *
   * @param values a PostgreSQL expression and a ClickHouse expression for each
   */
  record Case(String postgres, String clickhouse, List<List<String>> values) {

    /**
     * @param values a PostgreSQL expression and a ClickHouse expression for each, in turn
     */
    static Case of(String postgres, String clickhouse, String... values) {
      List<List<String>> pairs = new ArrayList<>();
      for (int i = 0; i < values.length; i += 2) {
        pairs.add(List.of(values[i], values[i + 1]));
      }
      return new Case(postgres, clickhouse, pairs);
    }

    /** The source's type where {@link FormCases#typesIn} has created the users' types. */
    String postgresIn(String schema) {
      return postgres.startsWith("verify_") ? schema + "." + postgres : postgres;
    }

    @Override
    public String toString() {
      return postgres + " as " + clickhouse;
    }
  }

  /** Creates the extensions, a schema and in it the types that the cases are of. */
  static String[] typesIn(String schema) {
    String labels =
        LABELS.stream().map(l -> "'" + l.replace("'", "''") + "'").collect(joining(", "));
    String in = " " + schema + ".";
    return new String[] {
      "CREATE EXTENSION IF NOT EXISTS hstore",
      "CREATE EXTENSION IF NOT EXISTS citext",
      "CREATE EXTENSION IF NOT EXISTS ltree",
      "CREATE SCHEMA " + schema,
      "CREATE TYPE" + in + "verify_mood AS ENUM ('sad', 'very glad')",
      "CREATE TYPE" + in + "verify_many AS ENUM (" + labels + ")",
      "CREATE TYPE" + in + "verify_pair AS (a int, b text)",
      "CREATE DOMAIN" + in + "verify_count AS int",
      "CREATE DOMAIN" + in + "verify_narrow AS" + in + "verify_count CHECK (VALUE > 5)",
      "CREATE DOMAIN" + in + "verify_amount AS numeric(10, 2)",
      "CREATE DOMAIN" + in + "verify_word AS varchar(5)",
      "CREATE DOMAIN" + in + "verify_day AS date",
      "CREATE DOMAIN" + in + "verify_instant AS timestamptz(3)",
      "CREATE DOMAIN" + in + "verify_number AS uuid",
      "CREATE DOMAIN" + in + "verify_raw AS bytea",
      "CREATE DOMAIN" + in + "verify_flag AS bool",
      "CREATE DOMAIN" + in + "verify_ratio AS float8"
    };
  }

  /** The labels of {@code verify_many} as ClickHouse declares them: more than an Enum8 has. */
  static String manyAsEnum16() {
    return IntStream.range(0, LABELS.size())
        .mapToObj(i -> "'" + LABELS.get(i).replace("\\", "\\\\").replace("'", "\\'") + "' = " + i)
        .collect(joining(", "));
  }

  static List<Case> all() {
    return Stream.of(alone(), TextFormCases.all(), ArrayFormCases.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Case> alone() {
    return List.of(
        of(
            "smallint",
            "Nullable(Int16)",
            "-32768",
            "-32768",
            "32767",
            "32767",
            "NULL",
            "NULL",
            "0",
            "0"),
        of("integer", "Int32", "-2147483648", "-2147483648", "2147483647", "2147483647"),
        of(
            "bigint", "Nullable(Int64)",
            "'-9223372036854775808'", "-9223372036854775808",
            "9223372036854775807", "9223372036854775807",
            "9223372036854775806", "9223372036854775806",
            "NULL", "NULL"),
        of("bigint", "Decimal(19, 0)", "9223372036854775807", "9223372036854775807", "-1", "-1"),
        of("bigint", "UInt64", "9223372036854775807", "9223372036854775807", "0", "0"),
        of("oid", "UInt32", "4294967295", "4294967295", "0", "0"),
        of(
            "real",
            "Nullable(Float32)",
            "'NaN'",
            "nan",
            "'Infinity'",
            "inf",
            "'-Infinity'",
            "-inf",
            "0",
            "0",
            "'-0'::real",
            "-0.",
            "1",
            "1",
            "'1.0000001'",
            "toFloat32('1.0000001')",
            "'1e-45'",
            "reinterpretAsFloat32(toUInt32(1))",
            "NULL",
            "NULL"),
        of(
            "double precision",
            "Nullable(Float64)",
            "'NaN'",
            "nan",
            "'Infinity'",
            "inf",
            "'-Infinity'",
            "-inf",
            "0",
            "0",
            "'-0'::float8",
            "-0.",
            "1",
            "1",
            "'1.0000000000000002'",
            "reinterpretAsFloat64(toUInt64(4607182418800017409))",
            "'5e-324'",
            "reinterpretAsFloat64(toUInt64(1))",
            "NULL",
            "NULL"),
        of(
            "numeric(12, 2)",
            "Nullable(Decimal(12, 2))",
            "1.50",
            "1.5",
            "100",
            "100",
            "-0.01",
            "-0.01",
            "0",
            "0",
            "9999999999.99",
            "9999999999.99",
            "NULL",
            "NULL"),
        of(
            "numeric(76, 38)",
            "Decimal(76, 38)",
            "'12345678901234567890123456789012345678.12345678901234567890123456789012345678'",
            "'12345678901234567890123456789012345678.12345678901234567890123456789012345678'",
            "'12345678901234567890123456789012345678.12345678901234567890123456789012345679'",
            "'12345678901234567890123456789012345678.12345678901234567890123456789012345679'"),
        of(
            "numeric",
            "Nullable(String)",
            "'NaN'",
            "'NaN'",
            "'Infinity'",
            "'Infinity'",
            "1.500",
            "'1.50'",
            "100",
            "'100'",
            "1e-20",
            "'0.00000000000000000001'",
            "NULL",
            "NULL"),
        of(
            "money",
            "Nullable(Decimal(19, 2))",
            "'-1.01'",
            "-1.01",
            "'92233720368547758.07'",
            "'92233720368547758.07'",
            "'0'",
            "0"),
        of("boolean", "Nullable(Bool)", "true", "true", "false", "false", "NULL", "NULL"),
        of("boolean", "UInt8", "true", "1", "false", "0"),
        of("bit(1)", "Nullable(Bool)", "B'1'", "true", "B'0'", "false", "NULL", "NULL"),
        of("bit(9)", "String", "B'100000001'", "'100000001'", "B'100000000'", "'100000000'"),
        of(
            "text",
            "Nullable(String)",
            "''",
            "''",
            "NULL",
            "NULL",
            "'a'",
            "'a'",
            "'a '",
            "'a '",
            "'😀'",
            "'😀'",
            "E'\\\\ \\n\\''",
            "'\\\\ \\n\\''",
            "repeat('x', 100000)",
            "repeat('x', 100000)"),
        of("varchar(5)", "String", "'a'", "'a'", "''", "''"),
        of("varchar(3)", "FixedString(3)", "'abc'", "'abc'", "'abd'", "'abd'"),
        of("char(4)", "String", "'a'", "'a   '", "'ab'", "'ab  '"),
        of("xml", "String", "'<a/>'", "'<a/>'", "'<b/>'", "'<b/>'"),
        of(
            "json",
            "Nullable(String)",
            "'{\"a\":  1}'",
            "'{\"a\":  1}'",
            "'null'",
            "'null'",
            "NULL",
            "NULL"),
        of(
            "jsonb",
            "Nullable(String)",
            "'{\"a\":  1}'",
            "'{\"a\": 1}'",
            "'null'",
            "'null'",
            "NULL",
            "NULL"),
        of(
            "bytea",
            "Nullable(String)",
            "'\\x00ff'",
            "unhex('00ff')",
            "'\\x00'",
            "unhex('00')",
            "''",
            "''",
            "NULL",
            "NULL"),
        of(
            "date",
            "Nullable(Date32)",
            "'1900-01-01'",
            "'1900-01-01'",
            "'1970-01-01'",
            "'1970-01-01'",
            "'2299-12-31'",
            "'2299-12-31'",
            "NULL",
            "NULL"),
        of("date", "Date", "'1970-01-01'", "'1970-01-01'", "'2149-06-06'", "'2149-06-06'"),
        of("date", "String", "'infinity'", "'infinity'", "'0044-03-15 BC'", "'0044-03-15 BC'"),
        of(
            "timestamp",
            "Nullable(DateTime64(6, 'UTC'))",
            "'1969-12-31 23:59:59.999999'",
            "'1969-12-31 23:59:59.999999'",
            "'1970-01-01'",
            "'1970-01-01 00:00:00'",
            "'2262-04-12 00:00:00.000001'",
            "'2262-04-12 00:00:00.000001'",
            "'1900-01-01'",
            "'1900-01-01 00:00:00'",
            "NULL",
            "NULL"),
        of(
            "timestamp(3)",
            "DateTime64(3, 'UTC')",
            "'2024-02-29 12:00:00.001'",
            "'2024-02-29 12:00:00.001'",
            "'2024-02-29 12:00:00.002'",
            "'2024-02-29 12:00:00.002'"),
        of(
            "timestamp(0)",
            "DateTime('Asia/Tokyo')",
            "'2024-01-01'",
            "toDateTime('2024-01-01 09:00:00', 'Asia/Tokyo')",
            "'2024-01-02'",
            "toDateTime('2024-01-02 09:00:00', 'Asia/Tokyo')"),
        of(
            "timestamp",
            "String",
            "'infinity'",
            "'infinity'",
            "'2024-01-01 00:00:00.5'",
            "'2024-01-01 00:00:00.5'"),
        of(
            "timestamptz",
            "Nullable(DateTime64(6, 'UTC'))",
            "'2024-07-01 02:00:00.000001+02'",
            "'2024-07-01 00:00:00.000001'",
            "'2024-07-01 00:00:00+00'",
            "'2024-07-01 00:00:00'",
            "NULL",
            "NULL"),
        of(
            "time",
            "Nullable(Int64)",
            "'24:00'",
            "86400000000",
            "'00:00:00.000001'",
            "1",
            "NULL",
            "NULL",
            "'00:00'",
            "0"),
        of("time", "String", "'24:00'", "'24:00:00'", "'10:00:00.5'", "'10:00:00.5'"),
        of("timetz", "String", "'01:02:03.456+00'", "'01:02:03.456Z'", "'10:00+02'", "'08:00:00Z'"),
        of(
            "interval",
            "Nullable(String)",
            "'1 day 2 hours'",
            "'P0Y0M1DT2H0M0S'",
            "'26 hours'",
            "'P0Y0M0DT26H0M0S'",
            "'-1 year -2 mons 3 days -00:00:00.000001'",
            "'P-1Y-2M3DT0H0M-0.000001S'",
            "'0'",
            "'P0Y0M0DT0H0M0S'",
            "NULL",
            "NULL"),
        of(
            "uuid", "Nullable(UUID)",
            "'00112233-4455-6677-8899-aabbccddeeff'", "'00112233-4455-6677-8899-aabbccddeeff'",
            "'00112233-4455-6677-8899-aabbccddeefe'", "'00112233-4455-6677-8899-aabbccddeefe'",
            "NULL", "NULL"),
        of(
            "uuid",
            "String",
            "'00112233-4455-6677-8899-aabbccddeeff'",
            "'00112233-4455-6677-8899-aabbccddeeff'",
            "'10112233-4455-6677-8899-aabbccddeeff'",
            "'10112233-4455-6677-8899-aabbccddeeff'"),
        of(
            "verify_mood",
            "LowCardinality(Nullable(String))",
            "'sad'",
            "'sad'",
            "'very glad'",
            "'very glad'",
            "NULL",
            "NULL"),
        of(
            "verify_mood",
            "Enum8('sad' = 1, 'very glad' = 2)",
            "'sad'",
            "'sad'",
            "'very glad'",
            "'very glad'"),
        of("verify_pair", "String", "ROW(1, 'a b')", "'(1,\"a b\")'", "ROW(2, NULL)", "'(2,)'"),
        of("verify_count", "Int32", "5", "5", "6", "6"),
        of("int4range", "String", "'[1,5)'", "'[1,5)'", "'empty'", "'empty'", "'(,)'", "'(,)'"),
        of(
            "inet",
            "String",
            "'192.168.0.1'",
            "'192.168.0.1'",
            "'192.168.0.0/24'",
            "'192.168.0.0/24'",
            "'::1'",
            "'::1'"),
        of("cidr", "String", "'10.0.0.0/8'", "'10.0.0.0/8'", "'10.0.0.0/9'", "'10.0.0.0/9'"),
        of(
            "macaddr",
            "String",
            "'08:00:2b:01:02:03'",
            "'08:00:2b:01:02:03'",
            "'08:00:2b:01:02:04'",
            "'08:00:2b:01:02:04'"),
        of(
            "tsvector",
            "String",
            "'b a'::tsvector",
            "'\\'a\\' \\'b\\''",
            "'a'::tsvector",
            "'\\'a\\''"),
        of("citext", "String", "'Aa'", "'Aa'", "'aa'", "'aa'"),
        of("ltree", "String", "'a.b'", "'a.b'", "'a'", "'a'"),
        of(
            "hstore",
            "Map(String, Nullable(String))",
            "'b=>1, a=>NULL'",
            "map('a', NULL, 'b', '1')",
            "'a=>\"\", b=>1'",
            "map('b', '1', 'a', '')",
            "hstore('a', E'\\'\\\\')",
            "map('a', '\\'\\\\')",
            "''",
            "map()"),
        of(
            "point",
            "Tuple(Float64, Float64)",
            "point(1, -0.5)",
            "(1, -0.5)",
            "point(1, 0.5)",
            "(1, 0.5)"),
        of(
            "lseg",
            "Nullable(String)",
            "'[(1,2),(3.5,-4)]'",
            "unhex('010200000002000000000000000000f03f00000000000000400000000000000c4000000000000010c0')",
            "'[(1,2),(3.5,4)]'",
            "unhex('010200000002000000000000000000f03f00000000000000400000000000000c400000000000001040')",
            "'[(0,0),(0,0)]'",
            "unhex('0102000000020000000000000000000000000000000000000000000000000000000000000000000000')",
            "'[(-0,0),(0,0)]'",
            "unhex('0102000000020000000000000000000080000000000000000000000000000000000000000000000000')",
            "'[(Infinity,-Infinity),(NaN,1e+300)]'",
            "unhex('010200000002000000000000000000f07f000000000000f0ff000000000000f87f9c7500883ce4377e')",
            "NULL",
            "NULL"),
        of(
            "path",
            "Nullable(String)",
            "'[(0,0),(1,0),(1,1.5)]'",
            "unhex('01020000000300000000000000000000000000000000000000000000000000f03f0000000000000000000000000000f03f000000000000f83f')",
            "'[(0,0),(1,0)]'",
            "unhex('01020000000200000000000000000000000000000000000000000000000000f03f0000000000000000')",
            "'[(5e-324,0.1)]'",
            "unhex('01020000000100000001000000000000009a9999999999b93f')",
            "NULL",
            "NULL"),
        of(
            "box",
            "String",
            "'(3,4),(1,2)'",
            "unhex('010300000001000000050000000000000000000840000000000000104000000000000008400000000000000040000000000000f03f0000000000000040000000000000f03f000000000000104000000000000008400000000000001040')",
            "'(3,4),(1,-2)'",
            "unhex('0103000000010000000500000000000000000008400000000000001040000000000000084000000000000000c0000000000000f03f00000000000000c0000000000000f03f000000000000104000000000000008400000000000001040')",
            "'(1e300,0.1),(-1e300,-0.1)'",
            "unhex('010300000001000000050000009c7500883ce4377e9a9999999999b93f9c7500883ce4377e9a9999999999b9bf9c7500883ce437fe9a9999999999b9bf9c7500883ce437fe9a9999999999b93f9c7500883ce4377e9a9999999999b93f')"),
        of(
            "polygon",
            "Nullable(String)",
            "'((0,0),(1,0),(1,1.5))'",
            "unhex('0103000000010000000400000000000000000000000000000000000000000000000000f03f0000000000000000000000000000f03f000000000000f83f00000000000000000000000000000000')",
            "'((0,0),(1,0))'",
            "unhex('0103000000010000000300000000000000000000000000000000000000000000000000f03f000000000000000000000000000000000000000000000000')",
            "'((0,0))'",
            "unhex('010300000001000000020000000000000000000000000000000000000000000000000000000000000000000000')",
            "NULL",
            "NULL"),
        of(
            "int[]",
            "Array(Nullable(Int32))",
            "'{}'",
            "[]",
            "'{1,NULL}'",
            "[1, NULL]",
            "'{NULL,1}'",
            "[NULL, 1]",
            "'{1}'",
            "[1]",
            "'[3:4]={7,8}'",
            "[7, 8]"),
        of(
            "text[]",
            "Array(Nullable(String))",
            "ARRAY['a', 'bc']",
            "['a', 'bc']",
            "ARRAY['ab', 'c']",
            "['ab', 'c']",
            "ARRAY[NULL]::text[]",
            "[NULL]",
            "ARRAY['']",
            "['']",
            "ARRAY['\\', '''']",
            "['\\\\', '\\'']"),
        of(
            "float8[]",
            "Array(Nullable(Float64))",
            "'{NaN,1.5}'",
            "[nan, 1.5]",
            "'{-0}'",
            "[-0.]",
            "'{0}'",
            "[0.]"),
        of(
            "numeric(6, 2)[]",
            "Array(Nullable(Decimal(6, 2)))",
            "'{1.50,NULL}'",
            "[1.5, NULL]",
            "'{1.51}'",
            "[1.51]"),
        of(
            "timestamp[]",
            "Array(Nullable(DateTime64(6, 'UTC')))",
            "'{\"2024-01-01 00:00:00.000001\"}'",
            "[toDateTime64('2024-01-01 00:00:00.000001', 6, 'UTC')]",
            "'{2024-01-01}'",
            "[toDateTime64('2024-01-01 00:00:00', 6, 'UTC')]"),
        of(
            "uuid[]",
            "Array(Nullable(UUID))",
            "'{00112233-4455-6677-8899-aabbccddeeff}'",
            "[toUUID('00112233-4455-6677-8899-aabbccddeeff')]",
            "'{}'",
            "[]"),
        of(
            "int[]",
            "Variant(Array(Nullable(Int32)))",
            "'{}'",
            "[]::Array(Nullable(Int32))",
            "NULL",
            "NULL",
            "'{1}'",
            "[1]::Array(Nullable(Int32))"));
  }
}

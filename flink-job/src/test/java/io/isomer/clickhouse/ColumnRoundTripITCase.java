package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.table.TargetCatalog;
import io.isomer.targetformat.type.TimeRange;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written comes back as it was, whatever the JVM's time zone. */
class ColumnRoundTripITCase {

  private static final String DATABASE = "round_trip";
  private static final ClickHouseServer SERVER = TestServer.get();

  @BeforeAll
  static void createDatabase() throws Exception {
    TestServer.createDatabase(SERVER, DATABASE);
  }

  private static ColumnType type(ColumnKind kind) {
    return ColumnType.of(kind);
  }

  private static ColumnType timestamp(int scale) {
    return ColumnType.time(ColumnKind.TIMESTAMP, scale);
  }

  private static long day(String date) {
    return LocalDate.parse(date).toEpochDay();
  }

  private static long micros(String instant) {
    Instant at = Instant.parse(instant);
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
  }

  private static Arguments column(ColumnType source, String target, Object... values) {
    return Arguments.of(source, target, Arrays.asList(values));
  }

  /** Pairs of a value and what ClickHouse prints for it. */
  static Stream<Arguments> columns() {
    return Stream.of(
        column(
            type(ColumnKind.BOOLEAN), "Nullable(Bool)", true, "true", false, "false", null, null),
        column(type(ColumnKind.INT16), "Int16", -32768, "-32768", 32767, "32767"),
        column(
            type(ColumnKind.INT32),
            "Nullable(Int32)",
            Integer.MIN_VALUE,
            "-2147483648",
            null,
            null),
        column(
            type(ColumnKind.INT64),
            "Int64",
            Long.MIN_VALUE,
            "-9223372036854775808",
            Long.MAX_VALUE,
            "9223372036854775807",
            9007199254740993L,
            "9007199254740993"),
        column(type(ColumnKind.INT64), "UInt32", 4294967295L, "4294967295"),
        column(type(ColumnKind.INT64), "Int128", -5, "-5", Long.MIN_VALUE, "-9223372036854775808"),
        column(type(ColumnKind.INT64), "Int256", -5, "-5"),
        column(type(ColumnKind.INT64), "UInt256", 5, "5"),
        column(
            type(ColumnKind.INT64),
            "Decimal(38, 3)",
            -5,
            "-5",
            Long.MAX_VALUE,
            "9223372036854775807"),
        column(type(ColumnKind.FLOAT32), "Float32", 0.1, "0.1", Double.NaN, "nan", -0.0, "-0"),
        column(
            type(ColumnKind.FLOAT64),
            "Nullable(Float64)",
            0.1,
            "0.1",
            Double.NEGATIVE_INFINITY,
            "-inf",
            Double.MIN_VALUE,
            "5e-324",
            Double.MAX_VALUE,
            "1.7976931348623157e308",
            null,
            null),
        column(type(ColumnKind.DECIMAL), "Decimal(9, 2)", "-1234567.89", "-1234567.89", "0", "0"),
        column(
            type(ColumnKind.DECIMAL), "Nullable(Decimal(18, 4))", "0.0001", "0.0001", null, null),
        column(
            type(ColumnKind.DECIMAL),
            "Decimal(38, 10)",
            "-0.0000000001",
            "-0.0000000001",
            "9999999999999999999999999999.9999999999",
            "9999999999999999999999999999.9999999999"),
        column(
            type(ColumnKind.DECIMAL), "Decimal(76, 0)", "-" + "9".repeat(76), "-" + "9".repeat(76)),
        column(type(ColumnKind.DECIMAL), "String", "NaN", "NaN", "1.000", "1.000"),
        column(
            type(ColumnKind.STRING),
            "String",
            "",
            "",
            "naïve 😀 \t\n\\'\"`",
            "naïve 😀 \t\n\\'\"`"),
        column(
            type(ColumnKind.STRING),
            "Nullable(String)",
            "",
            "",
            null,
            null,
            "x".repeat(70_000),
            "x".repeat(70_000)),
        column(type(ColumnKind.ENUM), "LowCardinality(String)", "new", "new", "paid", "paid"),
        column(type(ColumnKind.ENUM), "LowCardinality(Nullable(String))", "new", "new", null, null),
        column(type(ColumnKind.STRING), "FixedString(3)", "abc", "abc"),
        column(
            type(ColumnKind.UUID),
            "Nullable(UUID)",
            "00112233-4455-6677-8899-aabbccddeeff",
            "00112233-4455-6677-8899-aabbccddeeff",
            null,
            null),
        column(
            type(ColumnKind.DATE),
            "Date",
            day("1970-01-01"),
            "1970-01-01",
            day("2149-06-06"),
            "2149-06-06"),
        column(
            type(ColumnKind.DATE),
            "Nullable(Date32)",
            day("1900-01-01"),
            "1900-01-01",
            day("2299-12-31"),
            "2299-12-31",
            day("1969-12-31"),
            "1969-12-31",
            null,
            null),
        column(
            type(ColumnKind.TIMESTAMP_TZ),
            "DateTime('UTC')",
            0,
            "1970-01-01 00:00:00",
            micros("2106-02-07T06:28:15Z"),
            "2106-02-07 06:28:15"),
        column(
            type(ColumnKind.TIMESTAMP_TZ),
            "DateTime64(6, 'UTC')",
            micros("1900-01-01T00:00:00Z"),
            "1900-01-01 00:00:00.000000",
            micros("2299-12-31T23:59:59.999999Z"),
            "2299-12-31 23:59:59.999999",
            micros("2024-03-10T07:30:00Z"),
            "2024-03-10 07:30:00.000000"),
        column(
            type(ColumnKind.TIMESTAMP_TZ),
            "Nullable(DateTime64(6, 'Asia/Tokyo'))",
            0,
            "1970-01-01 09:00:00.000000",
            null,
            null),
        column(timestamp(3), "DateTime64(3, 'UTC')", -1, "1969-12-31 23:59:59.999"),
        column(
            timestamp(6),
            "DateTime64(9, 'UTC')",
            micros("2262-04-11T23:47:16.854775Z"),
            "2262-04-11 23:47:16.854775000"),
        column(timestamp(9), "DateTime64(9, 'UTC')", 1, "1970-01-01 00:00:00.000000001"),
        column(ColumnType.time(ColumnKind.TIME, 6), "Int64", 86_400_000_000L, "86400000000"),
        column(ColumnType.time(ColumnKind.TIME, 6), "String", 86_400_000_000L, "24:00:00"),
        column(
            ColumnType.arrayOf(type(ColumnKind.INT32)),
            "Array(Nullable(Int32))",
            List.of(),
            "[]",
            Arrays.asList(1, null, -3),
            "[1,NULL,-3]"),
        column(
            ColumnType.arrayOf(type(ColumnKind.STRING)),
            "Array(String)",
            List.of("a", "it's"),
            "['a','it\\'s']"),
        column(
            ColumnType.arrayOf(type(ColumnKind.DECIMAL)),
            "Array(Decimal(9, 1))",
            List.of("1.5"),
            "[1.5]"));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void comesBackAsItWas(ColumnType source, String target, List<Object> pairs) throws Exception {
    TestTable table =
        TestTable.named("t").column("id", type(ColumnKind.INT32)).column("v", source).build();
    createTable(target);
    try (Connection connection = TestServer.connect(SERVER, DATABASE)) {
      DirectWriter executor = new DirectWriter(connection, "t__versions");
      for (int i = 0; i < pairs.size(); i += 2) {
        executor.add(table.create(1, i, pairs.get(i)));
      }
      executor.flush();
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery("SELECT toString(v) FROM t__versions ORDER BY id")) {
        for (int i = 1; i < pairs.size(); i += 2) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo(pairs.get(i));
        }
      }
    }
  }

  @Test
  void theDriverReadsTheSameValues() throws Exception {
    TestTable table =
        TestTable.named("t")
            .column("id", type(ColumnKind.INT32))
            .column("at", type(ColumnKind.TIMESTAMP_TZ))
            .column("amount", type(ColumnKind.DECIMAL))
            .build();
    SERVER.execute("DROP TABLE IF EXISTS round_trip.t__versions");
    SERVER.execute(
        "CREATE TABLE round_trip.t__versions (id Int32, at DateTime64(6, 'Asia/Tokyo'), amount"
            + " Decimal(18, 4), _version UInt128, _is_deleted UInt8)"
            + " ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id");
    try (Connection connection = TestServer.connect(SERVER, DATABASE)) {
      DirectWriter executor = new DirectWriter(connection, "t__versions");
      executor.add(table.create(1, 1, micros("2024-03-10T07:30:00.000001Z"), "12.5"));
      executor.flush();
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT at, amount, _version FROM t__versions")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getObject(1, Instant.class)).isEqualTo("2024-03-10T07:30:00.000001Z");
        assertThat(row.getBigDecimal(2)).isEqualByComparingTo(new BigDecimal("12.5"));
        assertThat(row.getString(3)).isEqualTo(table.create(1, 1, 0, "0").version().toString());
      }
    }
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        Arguments.of(type(ColumnKind.INT32), "UInt8", 256),
        Arguments.of(type(ColumnKind.DATE), "Date", -1),
        Arguments.of(type(ColumnKind.DATE), "Date32", day("+10000-01-01")),
        Arguments.of(type(ColumnKind.TIMESTAMP_TZ), "DateTime64(6, 'UTC')", Long.MAX_VALUE),
        Arguments.of(type(ColumnKind.DECIMAL), "Decimal(9, 2)", "0.001"));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void writesNothingOfABatchWithAnUnfitValue(ColumnType source, String target, Object value)
      throws Exception {
    TestTable table =
        TestTable.named("t").column("id", type(ColumnKind.INT32)).column("v", source).build();
    createTable(target);
    try (Connection connection = TestServer.connect(SERVER, DATABASE)) {
      DirectWriter executor = new DirectWriter(connection, "t__versions");
      executor.add(table.create(1, 1, value));

      assertThatThrownBy(executor::flush)
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("column v of round_trip.t__versions cannot hold")
          .hasMessageContaining("(message pg.public.t-0@0)");
      assertThat(SERVER.query("SELECT count() FROM round_trip.t__versions")).isEqualTo("0");
    }
  }

  @Test
  void keepsTheWholeRangeOfDatesOfThisServer() throws Exception {
    TestTable table =
        TestTable.named("t")
            .column("id", type(ColumnKind.INT32))
            .column("v", type(ColumnKind.DATE))
            .build();
    createTable("Date32");
    try (Connection connection = TestServer.connect(SERVER, DATABASE)) {
      TimeRange range =
          TargetCatalog.find(ClickHouseClient.of(connection), "t__versions")
              .orElseThrow()
              .timeRange();
      DirectWriter executor = new DirectWriter(connection, "t__versions");
      executor.add(table.create(1, 1, range.firstDay()));
      executor.add(table.create(1, 2, range.lastDay()));
      executor.flush();

      assertThat(SERVER.query("SELECT v FROM round_trip.t__versions ORDER BY id"))
          .isEqualTo(
              LocalDate.ofEpochDay(range.firstDay())
                  + "\n"
                  + LocalDate.ofEpochDay(range.lastDay()));
    }
  }

  private static void createTable(String type) throws Exception {
    SERVER.execute("DROP TABLE IF EXISTS round_trip.t__versions");
    SERVER.execute(
        "CREATE TABLE round_trip.t__versions (_version UInt128, v "
            + type
            + ", id Int32, _is_deleted UInt8)"
            + " ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id");
  }
}

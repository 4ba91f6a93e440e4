package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.clickhouse.type.TargetTypeMapping;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every type, written to a real engine's default type or a chosen one and read back. */
class TypesITCase {

  private static final String DATABASE = "types";
  private static final ColumnType TEXT = ColumnType.of(ColumnKind.STRING);

  private final ClickHouseServer server = TestServer.get();

  static Stream<Arguments> values() {
    ColumnType big = ColumnType.decimal(76, 10);
    ColumnType micros = ColumnType.time(ColumnKind.TIMESTAMP, 6);
    ColumnType ints = ColumnType.arrayOf(ColumnType.of(ColumnKind.INT32));
    return Stream.of(
        value(ColumnType.of(ColumnKind.INT64), Long.MIN_VALUE, "-9223372036854775808"),
        value(ColumnType.of(ColumnKind.UINT32), 4294967295L, "4294967295"),
        value(ColumnType.of(ColumnKind.BOOLEAN), true, "true"),
        value(ColumnType.of(ColumnKind.FLOAT32), Float.NaN, "nan"),
        value(ColumnType.of(ColumnKind.FLOAT64), -0.0, "-0"),
        value(big, "9".repeat(66) + "." + "9".repeat(10), "9".repeat(66) + "." + "9".repeat(10)),
        value(ColumnType.decimal(5, -2), "-1234500", "-1234500"),
        value(ColumnType.of(ColumnKind.DECIMAL), "NaN", "NaN"),
        value(ColumnType.of(ColumnKind.BITS), "0101", "0101"),
        value(TEXT, "é😀\t", "é😀\\t"),
        value(ColumnType.of(ColumnKind.ENUM), "it's", "it\\'s"),
        value(ColumnType.of(ColumnKind.DATE), -25567L, "1900-01-01"),
        value(ColumnType.of(ColumnKind.DATE), 120529L, "2299-12-31"),
        value(micros, -2208988800000000L, "1900-01-01 00:00:00.000000"),
        value(micros, 10413791999999999L, "2299-12-31 23:59:59.999999"),
        value(ColumnType.of(ColumnKind.TIMESTAMP_TZ), 1L, "1970-01-01 00:00:00.000001"),
        value(ColumnType.time(ColumnKind.TIME, 6), 86_400_000_000L, "86400000000"),
        value(ints, Arrays.asList(1, null), "[1,NULL]"),
        value(ints, List.of(), "[]"),
        value(ColumnType.map(), Arrays.asList("a", "1", "b", null), "{'a':'1','b':NULL}"),
        value(ColumnType.arrayOf(ColumnType.map()), List.of(List.of("a", "")), "[{'a':''}]"),
        value(ColumnType.point(), List.of(1.5, -2.25), "(1.5,-2.25)"),
        value(ColumnType.vector(), List.of(0.5, 1.0), "[0.5,1]"),
        Arguments.of(ints, "Variant(Array(Nullable(Int32)))", null, "\\N"),
        Arguments.of(ints, "Variant(Array(Nullable(Int32)))", List.of(), "[]"),
        Arguments.of(TEXT, "Enum8('a' = -1, 'it\\'s' = 5)", "it's", "it\\'s"),
        Arguments.of(TEXT, "Nullable(Enum16('x' = 300))", "x", "x"),
        Arguments.of(TEXT, "IPv4", "10.0.0.1", "10.0.0.1"),
        Arguments.of(TEXT, "IPv6", "2001:db8::1", "2001:db8::1"),
        Arguments.of(micros, "String", Long.MAX_VALUE, "infinity"),
        Arguments.of(micros, "DateTime64(9, 'UTC')", 1L, "1970-01-01 00:00:00.000001000"),
        Arguments.of(
            ColumnType.time(ColumnKind.TIME, 6), "Time64(6)", 86_400_000_000L, "24:00:00.000000"));
  }

  private static Arguments value(ColumnType type, Object value, String expected) {
    return Arguments.of(type, TargetTypeMapping.clickHouseType(type, true), value, expected);
  }

  @ParameterizedTest
  @MethodSource
  void values(ColumnType type, String target, Object value, String expected) throws Exception {
    TestServer.createDatabase(server, DATABASE);
    server.execute(
        "CREATE TABLE types.t (id Int64, v "
            + target
            + ", _version UInt128, _is_deleted UInt8)"
            + " ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id"
            + (target.startsWith("Time64") ? " SETTINGS enable_time_time64_type = 1" : ""));
    TestTable table =
        TestTable.named("t")
            .column("id", ColumnType.of(ColumnKind.INT64))
            .column("v", type)
            .build();
    try (Connection connection = TestServer.connect(server, DATABASE)) {
      DirectWriter executor = new DirectWriter(connection, "t");
      executor.add(table.create(1, 1, value));
      executor.add(table.delete(2, 2));
      executor.flush();
      executor.add(table.update(3, 1, TestTable.UNAVAILABLE));
      executor.flush();
    }

    assertThat(server.query("SELECT v FROM types.t FINAL")).isEqualTo(expected);
  }
}

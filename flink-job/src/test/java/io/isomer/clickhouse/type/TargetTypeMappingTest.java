package io.isomer.clickhouse.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TargetTypeMappingTest {

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN, Bool", "INT16, Int16", "INT32, Int32", "INT64, Int64", "UINT32, UInt32",
    "FLOAT32, Float32", "FLOAT64, Float64", "STRING, String", "BITS, String", "UUID, UUID",
    "JSON, String", "INTERVAL, String", "TIME_TZ, String", "BYTES, String", "DATE, Date32",
    "DECIMAL, String", "TIME, Int64", "TIMESTAMP_TZ, 'DateTime64(6, ''UTC'')'",
  })
  void mapsSimpleTypes(ColumnKind kind, String expected) {
    ColumnType type = ColumnType.of(kind);

    assertThat(TargetTypeMapping.clickHouseType(type, false)).isEqualTo(expected);
    assertThat(TargetTypeMapping.clickHouseType(type, true))
        .isEqualTo("Nullable(" + expected + ")");
  }

  static Stream<Arguments> typesWithArguments() {
    ColumnType text = ColumnType.of(ColumnKind.STRING);
    ColumnType enumeration = ColumnType.of(ColumnKind.ENUM);
    return Stream.of(
        Arguments.of(ColumnType.decimal(10, 2), true, "Nullable(Decimal(10, 2))"),
        Arguments.of(ColumnType.decimal(76, 76), false, "Decimal(76, 76)"),
        Arguments.of(ColumnType.decimal(77, 2), false, "String"),
        Arguments.of(ColumnType.decimal(3, -2), true, "Nullable(Decimal(5, 0))"),
        Arguments.of(ColumnType.decimal(2, 5), false, "Decimal(5, 5)"),
        Arguments.of(ColumnType.decimal(76, -1), false, "String"),
        Arguments.of(timestamp(3), true, "Nullable(DateTime64(3, 'UTC'))"),
        Arguments.of(timestamp(9), false, "DateTime64(6, 'UTC')"),
        Arguments.of(enumeration, false, "LowCardinality(String)"),
        Arguments.of(enumeration, true, "LowCardinality(Nullable(String))"),
        Arguments.of(ColumnType.arrayOf(text), true, "Array(Nullable(String))"),
        Arguments.of(ColumnType.arrayOf(text), false, "Array(Nullable(String))"),
        Arguments.of(
            ColumnType.arrayOf(enumeration), true, "Array(LowCardinality(Nullable(String)))"),
        Arguments.of(
            ColumnType.arrayOf(ColumnType.arrayOf(text)), true, "Array(Array(Nullable(String)))"),
        Arguments.of(ColumnType.map(), true, "Map(String, Nullable(String))"),
        Arguments.of(ColumnType.point(), true, "Tuple(Float64, Float64)"),
        Arguments.of(ColumnType.vector(), true, "Array(Float32)"));
  }

  private static ColumnType timestamp(int scale) {
    return ColumnType.time(ColumnKind.TIMESTAMP, scale);
  }

  @ParameterizedTest
  @MethodSource
  void typesWithArguments(ColumnType type, boolean nullable, String expected) {
    assertThat(TargetTypeMapping.clickHouseType(type, nullable)).isEqualTo(expected);
  }
}

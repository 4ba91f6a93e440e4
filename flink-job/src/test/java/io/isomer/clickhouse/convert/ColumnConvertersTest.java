package io.isomer.clickhouse.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnConvertersTest {

  private static final ColumnType INT64 = ColumnType.of(ColumnKind.INT64);
  private static final ColumnType TEXT = ColumnType.of(ColumnKind.STRING);

  @ParameterizedTest
  @CsvSource({
    "Int8, -128, 80",
    "Int8, 127, 7f",
    "Int16, -32768, 0080",
    "Int16, 32767, ff7f",
    "Int32, -2147483648, 00000080",
    "Int32, 2147483647, ffffff7f",
    "Int64, -9223372036854775808, 0000000000000080",
    "Int64, 9223372036854775807, ffffffffffffff7f",
    "Int128, -1, ffffffffffffffffffffffffffffffff",
    "Int128, 258, 02010000000000000000000000000000",
    "Int256, -2, feffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "UInt8, 255, ff",
    "UInt16, 65535, ffff",
    "UInt32, 4294967295, ffffffff",
    "UInt64, 9223372036854775807, ffffffffffffff7f",
    "UInt128, 1, 01000000000000000000000000000000",
    "UInt256, 1, 0100000000000000000000000000000000000000000000000000000000000000",
    "'Decimal(9, 2)', -5, 0cfeffff",
    "'Decimal(18, 3)', 7, 581b000000000000",
    "'Decimal(38, 0)', -1, ffffffffffffffffffffffffffffffff",
    "Nullable(Int32), 1, 0001000000",
  })
  void writesIntegers(String target, long value, String expected) {
    assertThat(Conversion.hex(INT64, target, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Int8, -129",
    "Int8, 128",
    "Int16, -32769",
    "Int16, 32768",
    "Int32, -2147483649",
    "Int32, 2147483648",
    "UInt8, -1",
    "UInt8, 256",
    "UInt16, -1",
    "UInt16, 65536",
    "UInt32, -1",
    "UInt32, 4294967296",
    "UInt64, -1",
    "UInt128, -1",
    "UInt256, -1",
    "'Decimal(9, 2)', 10000000",
    "'Decimal(9, 2)', -10000000",
  })
  void refusesIntegersOutOfRange(String target, long value) {
    assertThatThrownBy(() -> Conversion.hex(INT64, target, value))
        .isInstanceOf(UnfitValueException.class)
        .hasMessageContaining(target);
  }

  @Test
  void writesNull() {
    assertThat(Conversion.hex(INT64, "Nullable(Int64)", null)).isEqualTo("01");
    assertThat(Conversion.hex(TEXT, "LowCardinality(Nullable(String))", null)).isEqualTo("01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Int64", "UInt8", "Decimal(9, 2)"})
  void refusesNullWhereThereIsNone(String target) {
    assertThatThrownBy(() -> Conversion.hex(INT64, target, null))
        .isInstanceOf(UnfitValueException.class)
        .hasMessageContaining("not Nullable");
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, Float32, 1.5, 0000c03f",
    "FLOAT32, Float32, NaN, 0000c07f",
    "FLOAT32, Float32, -Infinity, 000080ff",
    "FLOAT32, Float32, -0.0, 00000080",
    "FLOAT32, Float64, 0.1, 000000a09999b93f",
    "FLOAT64, Float64, 0.1, 9a9999999999b93f",
    "FLOAT64, Float64, NaN, 000000000000f87f",
    "FLOAT64, Float64, Infinity, 000000000000f07f",
    "FLOAT64, Float64, -0.0, 0000000000000080",
    "FLOAT64, Float32, 0.5, 0000003f",
    "FLOAT64, Float32, NaN, 0000c07f",
  })
  void writesFloats(ColumnKind source, String target, double value, String expected) {
    assertThat(Conversion.hex(ColumnType.of(source), target, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1e300, 1e-300, Double.MIN_VALUE})
  void refusesToRoundADouble(double value) {
    assertThatThrownBy(() -> Conversion.hex(ColumnType.of(ColumnKind.FLOAT64), "Float32", value))
        .isInstanceOf(UnfitValueException.class);
  }

  @Test
  void writesBooleans() {
    ColumnType type = ColumnType.of(ColumnKind.BOOLEAN);

    assertThat(Conversion.hex(type, "Bool", true)).isEqualTo("01");
    assertThat(Conversion.hex(type, "UInt8", false)).isEqualTo("00");
    assertThat(Conversion.hex(type, "Nullable(Bool)", true)).isEqualTo("0001");
  }

  @Test
  void writesTextAndBytes() {
    assertThat(Conversion.hex(TEXT, "String", "")).isEqualTo("00");
    assertThat(Conversion.hex(TEXT, "String", "é😀")).isEqualTo("06c3a9f09f9880");
    assertThat(Conversion.hex(TEXT, "String", "x".repeat(300))).startsWith("ac02787878");
    assertThat(Conversion.hex(TEXT, "FixedString(3)", "abc")).isEqualTo("616263");
    assertThat(Conversion.hex(ColumnType.of(ColumnKind.BYTES), "String", new byte[] {0, -1, 127}))
        .isEqualTo("0300ff7f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "abcd"})
  void refusesTextOfAnotherLength(String value) {
    assertThatThrownBy(() -> Conversion.hex(TEXT, "FixedString(3)", value))
        .isInstanceOf(UnfitValueException.class)
        .hasMessageContaining("exactly 3 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"00112233-4455-6677-8899-aabbccddeeff", "00112233-4455-6677-8899-AABBCCDDEEFF"})
  void writesUuids(String value) {
    assertThat(Conversion.hex(ColumnType.of(ColumnKind.UUID), "UUID", value))
        .isEqualTo("7766554433221100ffeeddccbbaa9988");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00112233-4455-6677-8899-aabbccddeef",
        "00112233-4455-6677-8899-aabbccddeefff",
        "00112233x4455-6677-8899-aabbccddeeff",
        "g0112233-4455-6677-8899-aabbccddeeff",
        "é112233-4455-6677-8899-aabbccddeeff",
      })
  void refusesWhatIsNoUuid(String value) {
    assertThatThrownBy(() -> Conversion.hex(ColumnType.of(ColumnKind.UUID), "UUID", value))
        .isInstanceOf(UnfitValueException.class);
  }

  @Test
  void writesArrays() {
    ColumnType array = ColumnType.arrayOf(ColumnType.of(ColumnKind.INT32));

    assertThat(Conversion.hex(array, "Array(Int16)", List.of())).isEqualTo("00");
    assertThat(Conversion.hex(array, "Array(Int16)", List.of(1, 2))).isEqualTo("0201000200");
    assertThat(Conversion.hex(array, "Array(Nullable(Int16))", Arrays.asList(1, null)))
        .isEqualTo("0200010001");
    assertThatThrownBy(() -> Conversion.hex(array, "Array(Int16)", Arrays.asList(1, null)))
        .isInstanceOf(UnfitValueException.class);
    assertThatThrownBy(() -> Conversion.hex(array, "Array(Int16)", null))
        .isInstanceOf(UnfitValueException.class)
        .hasMessageContaining("an empty Array would be another value");
  }

  @ParameterizedTest
  @CsvSource({
    "INT64, String",
    "INT64, Bool",
    "INT64, DateTime",
    "BOOLEAN, Int64",
    "BOOLEAN, String",
    "FLOAT64, 'Decimal(9, 2)'",
    "DECIMAL, Float64",
    "DECIMAL, Int64",
    "STRING, JSON",
    "STRING, 'Array(String)'",
    "UUID, UInt128",
    "DATE, DateTime",
    "TIMESTAMP_TZ, Date",
    "TIMESTAMP_TZ, Int64",
    "BYTES, UUID",
    "BITS, Int32",
    "INTERVAL, Int64",
    "STRING, Float64",
    "STRING, Bool",
    "UNTYPED, JSON",
  })
  void knowsWhatWouldNotBeTheSame(ColumnKind source, String target) {
    assertThat(Conversion.isSupported(ColumnType.of(source), target)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STRING", "JSON", "ENUM", "INTERVAL", "TIME_TZ", "UUID", "DECIMAL"})
  void takesTextAsItIs(ColumnKind source) {
    assertThat(Conversion.hex(ColumnType.of(source), "LowCardinality(String)", "NaN"))
        .isEqualTo("034e614e");
  }
}

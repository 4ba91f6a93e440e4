package io.isomer.clickhouse.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts as other types, and other types as text. */
class TypedTextTest {

  private static final ColumnType TEXT = ColumnType.of(ColumnKind.STRING);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Int32 | -2 | feffffff",
        "Decimal(9, 2) | 1.25 | 7d000000",
        "UUID | 00112233-4455-6677-8899-aabbccddeeff | 7766554433221100ffeeddccbbaa9988",
        "Date32 | 1969-12-31 | ffffffff",
        "DateTime64(0) | 1970-01-01T00:00:01Z | 0100000000000000",
        "Enum8('sad' = -1, 'it\\'s' = 5) | it's | 05",
        "Enum16('a' = 300) | a | 2c01",
        "Nullable(Enum8('a, b' = 1)) | a, b | 0001",
        "IPv4 | 10.0.0.1 | 0100000a",
        "IPv6 | ::1 | 00000000000000000000000000000001",
      })
  void textIsParsedExactly(String target, String value, String expected) {
    assertThat(Conversion.hex(TEXT, target, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Int8 | 128",
        "Int32 | x",
        "Decimal(9, 2) | 1.255",
        "Date32 | 1899-12-31",
        "Date32 | 2300-01-01",
        "Enum8('a' = 1) | b",
        "IPv4 | 10.0.0.1/8",
        "IPv4 | 256.0.0.1",
        "IPv4 | localhost",
        "IPv6 | 10.0.0.1",
        "IPv6 | ::ffff:10.0.0.1",
      })
  void textThatDoesNotFitIsRefused(String target, String value) {
    assertThatThrownBy(() -> Conversion.hex(TEXT, target, value))
        .isInstanceOf(UnfitValueException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "DATE, -1, 0, 1969-12-31",
    "DATE, -735160, 0, 0044-03-15 BC",
    "DATE, 2145042905, 0, 5874897-12-31",
    "DATE, 9223372036854775807, 0, infinity",
    "TIMESTAMP, -1, 6, 1969-12-31 23:59:59.999999",
    "TIMESTAMP, -63517820277000, 3, 0044-03-15 01:02:03 BC",
    "TIMESTAMP, -9223372036854775808, 6, -infinity",
    "TIMESTAMP, 1709210096789012000, 9, 2024-02-29 12:34:56.789012",
    "TIMESTAMP_TZ, 1709210096789012, 6, 2024-02-29 12:34:56.789012+00",
    "TIMESTAMP_TZ, 9223372036854775807, 6, infinity",
    "TIME, 86400000000, 6, 24:00:00",
  })
  void timesArePrintedAsPostgresDoes(ColumnKind kind, long value, int scale, String expected) {
    String hex = Conversion.hex(ColumnType.time(kind, scale), "String", value);
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);

    assertThat(new String(bytes, 1, bytes.length - 1, java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(expected);
  }

  @Test
  void timesOfDayKeepMidnightAtTheEnd() {
    ColumnType time = ColumnType.time(ColumnKind.TIME, 6);

    assertThat(Conversion.hex(time, "Int64", 86_400_000_000L)).isEqualTo("0060d71d14000000");
    assertThat(Conversion.hex(time, "Time64(6)", 86_400_000_000L)).isEqualTo("0060d71d14000000");
    assertThat(Conversion.hex(time, "Time", 86_400_000_000L)).isEqualTo("80510100");
    assertThatThrownBy(() -> Conversion.hex(time, "Time64(6)", 86_400_000_001L))
        .isInstanceOf(UnfitValueException.class);
    assertThatThrownBy(() -> Conversion.hex(time, "Time64(3)", 1L))
        .isInstanceOf(UnfitValueException.class);
  }

  @ParameterizedTest
  @CsvSource({"Date32, DATE", "'DateTime64(6)', TIMESTAMP", "'DateTime64(6)', TIMESTAMP_TZ"})
  void infinityIsRefusedByName(String target, ColumnKind kind) {
    assertThatThrownBy(() -> Conversion.hex(ColumnType.time(kind, 6), target, Long.MIN_VALUE))
        .isInstanceOfSatisfying(
            UnfitValueException.class, e -> assertThat(e.value()).isEqualTo("-infinity"));
  }
}

package io.isomer.clickhouse.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.targetformat.type.TargetTypeParser;
import io.isomer.targetformat.type.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWritersTest {

  private static final ColumnType DATE = ColumnType.of(ColumnKind.DATE);

  private static long number(String littleEndian) {
    byte[] bytes = HexFormat.of().parseHex(littleEndian);
    long value = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value << 8 | bytes[i] & 0xFF;
    }
    return value;
  }

  private static long seconds(String dateTime) {
    return LocalDateTime.parse(dateTime).toEpochSecond(ZoneOffset.UTC);
  }

  @ParameterizedTest
  @CsvSource({
    "Date, 0, 0000",
    "Date, 65535, ffff",
    "Date32, -25567, 219cffff",
    "Date32, 120529, d1d60100",
    "Nullable(Date32), -1, 00ffffffff",
  })
  void writesDays(String target, long days, String expected) {
    assertThat(Conversion.hex(DATE, target, days)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Date, -1",
    "Date, 65536",
    "Date32, -25568",
    "Date32, 120530",
    "Date32, 2147483647",
    "Date32, -2147483648",
    "Date32, 9223372036854775807",
  })
  void refusesDaysOutOfRange(String target, long days) {
    assertThatThrownBy(() -> Conversion.hex(DATE, target, days))
        .isInstanceOf(UnfitValueException.class)
        .hasMessageContaining(target + " ranges from");
  }

  @ParameterizedTest
  @CsvSource({
    "3, DateTime64(3), 1900-01-01T00:00:00, 1000",
    "3, DateTime64(6), 2299-12-31T23:59:59, 1000000",
    "3, DateTime64(9), 2262-04-11T23:47:16, 1000000000",
    "6, DateTime64(6), 1900-01-01T00:00:00, 1000000",
    "6, 'DateTime64(6, ''Asia/Tokyo'')', 2299-12-31T23:59:59, 1000000",
    "6, DateTime64(3), 2024-03-10T02:30:00, 1000",
    "6, DateTime64(9), 1900-01-01T00:00:00, 1000000000",
    "6, DateTime64(0), 2299-12-31T23:59:59, 1",
    "9, DateTime64(9), 1969-12-31T23:59:59, 1000000000",
    "9, DateTime64(6), 2024-11-03T01:30:00, 1000000",
  })
  void writesTimestamps(int scale, String target, String dateTime, long ticksPerSecond) {
    long sourceTicks = seconds(dateTime) * DecimalWriter.powerOfTen(scale);
    ColumnType type = ColumnType.time(ColumnKind.TIMESTAMP, scale);

    assertThat(number(Conversion.hex(type, target, sourceTicks)))
        .isEqualTo(seconds(dateTime) * ticksPerSecond);
  }

  @ParameterizedTest
  @CsvSource({
    "DateTime64(6), 10413791999999999",
    "DateTime64(6), -2208988800000000",
    "DateTime64(9), 9223372036854775",
    "DateTime, 0",
    "DateTime, 4294967295000000",
  })
  void writesTheLastMicrosecond(String target, long micros) {
    assertThat(Conversion.hex(ColumnType.of(ColumnKind.TIMESTAMP_TZ), target, micros)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DateTime64(6), 10413792000000000",
    "DateTime64(6), -2208988800000001",
    "DateTime64(3), 10413792000000000",
    "DateTime64(3), -2208988800001000",
    "DateTime64(9), 9223372036854776",
    "DateTime64(9), -2208988800000001",
    "DateTime, -1000000",
    "DateTime, 4294967296000000",
    "DateTime64(6), 9223372036825200000",
    "DateTime64(6), -9223372036832400000",
    "DateTime64(6), 9223372036854775807",
    "DateTime64(9), -9223372036854775808",
  })
  void refusesTimestampsOutOfRange(String target, long micros) {
    assertThatThrownBy(() -> Conversion.hex(ColumnType.of(ColumnKind.TIMESTAMP_TZ), target, micros))
        .isInstanceOf(UnfitValueException.class)
        .hasMessageContaining(target + " ranges from");
  }

  @ParameterizedTest
  @CsvSource({
    "6, DateTime64(3), 1",
    "6, DateTime, 999999",
    "9, DateTime64(6), -1",
    "3, DateTime, 1"
  })
  void refusesToLoseDigits(int scale, String target, long ticks) {
    ColumnType type = ColumnType.time(ColumnKind.TIMESTAMP, scale);

    assertThatThrownBy(() -> Conversion.hex(type, target, ticks))
        .isInstanceOf(UnfitValueException.class)
        .hasMessageContaining("fraction of a second");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 86400000, 86400000000",
    "6, 86399999999, 86399999999",
    "6, 0, 0",
    "9, 1000, 1",
  })
  void writesTimesAsMicroseconds(int scale, long ticks, long expected) {
    ColumnType type = ColumnType.time(ColumnKind.TIME, scale);

    assertThat(number(Conversion.hex(type, "Int64", ticks))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "DateTime64(6), 253402300799999999, true",
    "DateTime64(6), 253402300800000000, false",
    "DateTime64(6), -62167219200000000, true",
    "DateTime64(6), -62167219200000001, false",
    "DateTime64(9), -9223372036854775, true",
    "DateTime64(9), -9223372036854776, false",
    "DateTime64(9), 9223372036854775, true",
    "DateTime64(9), 9223372036854776, false",
  })
  void knowsTheRangeOfNewerServers(String target, long micros, boolean fits) {
    LongWriter writer =
        TimeWriters.ticks(6, TargetTypeParser.parse(target).within(TimeRange.FROM_0000_TO_9999));
    RowBinaryBuffer out = new RowBinaryBuffer();
    if (fits) {
      writer.write(micros, out);
      assertThat(out.length()).isEqualTo(8);
    } else {
      assertThatThrownBy(() -> writer.write(micros, out)).isInstanceOf(UnfitValueException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"6, -1", "6, 86400000001", "3, 86400001", "9, 1"})
  void refusesWhatIsNoTimeOfDay(int scale, long ticks) {
    ColumnType type = ColumnType.time(ColumnKind.TIME, scale);

    assertThatThrownBy(() -> Conversion.hex(type, "Int64", ticks))
        .isInstanceOf(UnfitValueException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "6, 0, 00:00:00",
    "6, 86400000000, 24:00:00",
    "6, 45296789000, 12:34:56.789",
    "3, 1, 00:00:00.001",
    "9, 1, 00:00:00.000000001",
    "6, 86399999999, 23:59:59.999999",
  })
  void writesTimesAsText(int scale, long ticks, String expected) {
    ColumnType type = ColumnType.time(ColumnKind.TIME, scale);
    byte[] bytes = HexFormat.of().parseHex(Conversion.hex(type, "String", ticks));

    assertThat(new String(bytes, 1, bytes.length - 1, StandardCharsets.US_ASCII))
        .isEqualTo(expected);
  }
}

package io.isomer.clickhouse.convert;

import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Writes dates and times into a {@code String} as PostgreSQL prints them, in any range. */
public final class PostgresDateTimeText {

  private static final long SECONDS_PER_DAY = 86_400;

  private PostgresDateTimeText() {}

  /** Writes days since 1970-01-01. */
  static void date(long days, RowBinaryBuffer out) {
    if (!writeInfinity(days, out)) {
      LocalDate date = LocalDate.ofEpochDay(days);
      write(year(date) + era(date), out);
    }
  }

  /**
   * Writes ticks since 1970-01-01T00:00:00.
   *
   * @param scale digits of a second in a tick
   * @param zone what follows the time of day
   */
  static LongWriter timestamp(int scale, String zone) {
    long perSecond = DecimalWriter.powerOfTen(scale);
    return (ticks, out) -> {
      if (!writeInfinity(ticks, out)) {
        long seconds = Math.floorDiv(ticks, perSecond);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        String time =
            time(
                Math.floorMod(seconds, SECONDS_PER_DAY),
                Math.floorMod(ticks, perSecond),
                perSecond);
        write(year(date) + " " + time + zone + era(date), out);
      }
    };
  }

  /**
   * Writes ticks since midnight: {@code 12:34:56.789}, up to {@code 24:00:00}.
   *
   * @param scale digits of a second in a tick
   */
  static LongWriter timeOfDay(int scale) {
    long perSecond = DecimalWriter.powerOfTen(scale);
    return (ticks, out) -> write(time(ticks / perSecond, ticks % perSecond, perSecond), out);
  }

  private static boolean writeInfinity(long value, RowBinaryBuffer out) {
    if (value != Long.MAX_VALUE && value != Long.MIN_VALUE) {
      return false;
    }
    write(value > 0 ? "infinity" : "-infinity", out);
    return true;
  }

  private static String year(LocalDate date) {
    int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear(); // no year 0 before Christ
    return "%04d-%02d-%02d".formatted(year, date.getMonthValue(), date.getDayOfMonth());
  }

  private static String era(LocalDate date) {
    return date.getYear() > 0 ? "" : " BC";
  }

  private static String time(long seconds, long fraction, long perSecond) {
    return "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        + fraction(fraction, perSecond);
  }

  private static String fraction(long ticks, long perSecond) {
    if (ticks == 0) {
      return "";
    }
    String digits = Long.toString(perSecond + ticks).substring(1); // with its leading zeros
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return "." + digits.substring(0, end);
  }

  private static void write(String text, RowBinaryBuffer out) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    out.writeString(bytes);
  }
}

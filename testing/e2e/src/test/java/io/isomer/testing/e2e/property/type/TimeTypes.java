package io.isomer.testing.e2e.property.type;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;

/** Dates, times and intervals; infinite ones and those before Christ are refused or not told. */
final class TimeTypes {

  static final Values DATE =
      Values.of(TimeTypes::date, "0001-01-01", "1582-10-04", "1900-01-01", "9999-12-31");
  static final Values TIMESTAMP =
      Values.of(
          r -> date(r) + " " + time(r),
          "0001-01-01 00:00:00",
          "1582-10-10 12:00:00",
          "1969-12-31 23:59:59.999999",
          "2024-03-10 02:30:00.000001",
          "9999-12-31 23:59:59.999999");

  /** PostgreSQL rounds to the column's precision, and must not reach the year 10000. */
  static final Values MILLISECONDS =
      Values.of(
          r -> date(r) + " " + time(r), "1969-12-31 23:59:59.9994", "9999-12-31 23:59:59.999");

  static final Values TIMESTAMP_TZ =
      Values.of(
          r -> date(r) + " " + time(r) + "+0" + r.nextInt(10),
          "0001-01-01 00:00:00+00",
          "1969-12-31 23:59:59.999999+00",
          "2024-03-10 02:30:00 America/New_York",
          "9999-12-31 23:59:59.999999+00");
  static final Values SECONDS =
      Values.of(r -> date(r) + " 12:34:56", "1900-01-01 00:00:00", "2299-12-31 23:59:59");

  /** Debezium takes days before the Gregorian calendar for Julian ones, in arrays. */
  static final Values TIMESTAMP_IN_ARRAY =
      Values.of(
          r -> date(r) + " " + time(r),
          "1582-10-15 00:00:00",
          "1969-12-31 23:59:59.999999",
          "2024-03-10 02:30:00.000001",
          "9999-12-31 23:59:59.999999+00"); // without a time zone, +00 means nothing

  static final Values TIME = Values.of(TimeTypes::time, "00:00:00", "23:59:59.999999", "24:00:00");

  private TimeTypes() {}

  static List<SourceType> all() {
    return List.of(
        SourceType.of("date", DATE).keepingDefault().alsoInKeys(),
        SourceType.of("timestamp", TIMESTAMP).keepingDefault().alsoInKeys(),
        SourceType.of("timestamp(3)", MILLISECONDS).widensTo("timestamp").keepingDefault(),
        SourceType.of("timestamp(0)", SECONDS).widensTo("timestamp(6)").keepingDefault(),
        SourceType.of("timestamptz", TIMESTAMP_TZ).keepingDefault().alsoInKeys(),
        SourceType.of("timestamptz(0)", SECONDS).keepingDefault(),
        SourceType.of("time", TIME).keepingDefault().alsoInKeys(),
        SourceType.of("time(3)", TIME).keepingDefault(),
        SourceType.of("timetz", Values.among("00:00:00+00", "12:34:56.789+05:30", "23:59:59-08"))
            .keepingDefault(),
        SourceType.of(
                "interval",
                Values.among(
                    "0",
                    "1 year 2 mons 3 days 04:05:06.789012",
                    "-1 year 2 days -00:00:00.5",
                    "178956970 years 7 mons",
                    "-178956970 years -8 mons",
                    "2147483647 days",
                    // Debezium never gets past more than 2^31 hours
                    "-1000000:59:59.999999"))
            .keepingDefault());
  }

  private static String date(Random random) {
    return LocalDate.ofEpochDay(-30_000 + random.nextInt(150_000)).toString();
  }

  private static String time(Random random) {
    return LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1000).toString();
  }
}

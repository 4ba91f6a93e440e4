package io.isomer.debezium.value;

import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import java.io.IOException;

/**
 * Decodes dates and timestamps from numbers, with PostgreSQL's infinities. The connector represents
 * an infinity by a number that depends on the unit, and on whether snapshot or stream sent it.
 * PostgreSQL's calendar does not reach these numbers, so they are unambiguous.
 */
public final class InfinityDecoders {

  /**
   * PostgreSQL's JDBC driver represents infinity by 9223372036825200000 and -9223372036832400000
   * milliseconds.
   */
  private static final long INFINITE_MILLIS = 9_223_372_036_825_200_000L;

  private static final long MINUS_INFINITE_MILLIS = -9_223_372_036_832_400_000L;

  /** 4713 BC and 5874897 AD. */
  private static final long MIN_DAY = -2_440_588;

  private static final long MAX_DAY = 2_145_042_905;

  /**
   * The same milliseconds as days, after overflow of an int, and up to one day off due to the time
   * zone.
   */
  private static final int SNAPSHOT_INFINITE_DAY = -622_191_234;

  private static final int SNAPSHOT_MINUS_INFINITE_DAY = -625_821_272;
  private static final int STREAM_MINUS_INFINITE_DAY = -2_147_472_691;

  private InfinityDecoders() {}

  public static void ticks(JsonReader parser, RowWriter out) throws IOException {
    long ticks = ValueDecoders.int64(parser);
    out.writeMark(RowWriter.VALUE);
    if (ticks == INFINITE_MILLIS) {
      out.writeLong(Long.MAX_VALUE);
    } else {
      out.writeLong(ticks == MINUS_INFINITE_MILLIS ? Long.MIN_VALUE : ticks);
    }
  }

  public static void days(JsonReader parser, RowWriter out) throws IOException {
    long days = ValueDecoders.int64(parser);
    if (days < MIN_DAY) {
      days = infinity(days, parser);
    } else if (days > MAX_DAY) {
      days = Long.MAX_VALUE;
    }
    out.writeMark(RowWriter.VALUE);
    out.writeLong(days);
  }

  private static long infinity(long days, JsonReader parser) throws IOException {
    if (isAround(days, SNAPSHOT_INFINITE_DAY)) {
      return Long.MAX_VALUE;
    }
    if (isAround(days, SNAPSHOT_MINUS_INFINITE_DAY) || isAround(days, STREAM_MINUS_INFINITE_DAY)) {
      return Long.MIN_VALUE;
    }
    throw JsonChecks.unexpected("a date from 4713 BC on", parser);
  }

  private static boolean isAround(long days, int infinity) {
    return Math.abs(days - infinity) <= 1;
  }
}

package io.isomer.clickhouse.convert;

import io.isomer.targetformat.type.TargetType;
import io.isomer.targetformat.type.TargetType.Kind;

/** How dates and times are written to each target type that holds them; null for the others. */
public final class TimeConverters {

  private TimeConverters() {}

  static LongWriter fromDate(TargetType target) {
    return switch (target.kind()) {
      case DATE, DATE32 -> TimeWriters.days(target);
      case STRING -> PostgresText::date;
      default -> null;
    };
  }

  /**
   * @param zone what PostgreSQL prints behind a value of the source's type
   */
  static LongWriter fromTimestamp(int scale, String zone, TargetType target) {
    return switch (target.kind()) {
      case DATE_TIME, DATE_TIME64 -> TimeWriters.ticks(scale, target);
      case STRING -> PostgresText.timestamp(scale, zone);
      default -> null;
    };
  }

  static LongWriter fromTime(int scale, TargetType target) {
    return switch (target.kind()) {
      case TIME, TIME64 -> TimeWriters.timeOfDay(scale, target);
      case INT -> target.size() == Long.BYTES ? TimeWriters.timeOfDay(scale, target) : null;
      case STRING -> PostgresText.timeOfDay(scale);
      default -> null;
    };
  }

  /** Digits of a second that a time of day has in a target type; an Int64 has microseconds. */
  static int scaleOfTime(TargetType target) {
    return target.kind() == Kind.INT ? 6 : target.scale();
  }
}

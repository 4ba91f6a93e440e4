package io.isomer.clickhouse.convert;

import static io.isomer.clickhouse.convert.DecimalWriter.powerOfTen;

import io.isomer.targetformat.type.TargetType;
import io.isomer.targetformat.type.TargetType.Kind;
import java.math.BigInteger;
import java.time.LocalDate;

/**
 * How dates and times are written to each target type that holds them: as {@code Date}, {@code
 * Date32}, {@code DateTime}, {@code DateTime64}, {@code Time}, {@code Time64} or text.
 */
public final class TimeWriters {

  private static final long SECONDS_PER_DAY = 86_400;
  private static final long MAX_UINT16 = 0xFFFF;
  private static final long MAX_UINT32 = 0xFFFF_FFFFL;

  private TimeWriters() {}

  /** Null for a target type that does not hold dates. */
  static LongWriter fromDate(TargetType target) {
    return switch (target.kind()) {
      case DATE, DATE32 -> days(target);
      case STRING -> PostgresDateTimeText::date;
      default -> null;
    };
  }

  /**
   * Null for a target type that does not hold timestamps.
   *
   * @param zone what PostgreSQL prints after a value of the source's type
   */
  static LongWriter fromTimestamp(int scale, String zone, TargetType target) {
    return switch (target.kind()) {
      case DATE_TIME, DATE_TIME64 -> ticks(scale, target);
      case STRING -> PostgresDateTimeText.timestamp(scale, zone);
      default -> null;
    };
  }

  /** Null for a target type that does not hold times of day. */
  static LongWriter fromTime(int scale, TargetType target) {
    return switch (target.kind()) {
      case TIME, TIME64 -> timeOfDay(scale, target);
      case INT -> target.size() == Long.BYTES ? timeOfDay(scale, target) : null;
      case STRING -> PostgresDateTimeText.timeOfDay(scale);
      default -> null;
    };
  }

  /** Writes days since 1970-01-01. */
  static LongWriter days(TargetType type) {
    if (type.kind() == Kind.DATE) {
      return (days, out) -> out.writeShort((int) day(days, 0, MAX_UINT16, type));
    }
    long first = type.range().firstDay();
    long last = type.range().lastDay();
    return (days, out) -> out.writeInt((int) day(days, first, last, type));
  }

  private static long day(long days, long min, long max, TargetType type) {
    if (days < min || days > max) {
      throw new UnfitValueException(
          shown(days),
          type + " ranges from " + LocalDate.ofEpochDay(min) + " to " + LocalDate.ofEpochDay(max));
    }
    return days;
  }

  private static String shown(long days) {
    if (days == Long.MAX_VALUE || days == Long.MIN_VALUE) {
      return days > 0 ? "infinity" : "-infinity";
    }
    return days + " days since 1970-01-01";
  }

  /**
   * Writes ticks since 1970-01-01T00:00:00 UTC.
   *
   * @param sourceScale digits of a second in a tick
   */
  static LongWriter ticks(int sourceScale, TargetType type) {
    if (type.kind() == Kind.DATE_TIME) {
      LongWriter seconds = (ticks, out) -> out.writeInt((int) ticks);
      return new TickConversion(sourceScale, 0, type, 0, MAX_UINT32).before(seconds);
    }
    // of nanoseconds a long has fewer years than the range
    BigInteger perSecond = BigInteger.valueOf(powerOfTen(type.scale()));
    long min = clamped(seconds(type.range().firstDay()).multiply(perSecond));
    long max =
        clamped(seconds(type.range().lastDay() + 1).multiply(perSecond).subtract(BigInteger.ONE));
    return new TickConversion(sourceScale, type.scale(), type, min, max)
        .before((ticks, out) -> out.writeLong(ticks));
  }

  private static BigInteger seconds(long day) {
    return BigInteger.valueOf(day * SECONDS_PER_DAY);
  }

  private static long clamped(BigInteger value) {
    return value
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .max(BigInteger.valueOf(Long.MIN_VALUE))
        .longValueExact();
  }

  /** Writes ticks since midnight, up to 24:00:00. */
  static LongWriter timeOfDay(int sourceScale, TargetType type) {
    int scale = scaleOfTime(type);
    LongWriter writer =
        type.size() == Integer.BYTES
            ? (ticks, out) -> out.writeInt((int) ticks)
            : (ticks, out) -> out.writeLong(ticks);
    return new TickConversion(sourceScale, scale, type, 0, SECONDS_PER_DAY * powerOfTen(scale))
        .before(writer);
  }

  /** Digits of a second that a time of day has in a target type; an Int64 has microseconds. */
  private static int scaleOfTime(TargetType target) {
    return target.kind() == Kind.INT ? 6 : target.scale();
  }
}

package io.isomer.clickhouse;

import static io.isomer.clickhouse.DecimalWriter.powerOfTen;

import java.math.BigInteger;
import java.time.LocalDate;

/**
 * Days and ticks as {@code Date}, {@code Date32}, {@code DateTime} and {@code DateTime64}.
 *
 * <p>The ranges are those that every supported server keeps exactly; beyond them servers clamp or
 * wrap silently.
 */
final class TimeWriters {

  private static final long MIN_DATE32_DAY = LocalDate.of(1900, 1, 1).toEpochDay();
  private static final long MAX_DATE32_DAY = LocalDate.of(2299, 12, 31).toEpochDay();
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long MAX_UINT32 = 0xFFFF_FFFFL;
  private static final int NANOS = 9;

  private TimeWriters() {}

  /** Writes days since 1970-01-01. */
  static LongWriter days(TargetType type) {
    if (type.kind() == TargetType.Kind.DATE) {
      return (days, out) -> out.writeShort((int) day(days, 0, 0xFFFF, type));
    }
    return (days, out) -> out.writeInt((int) day(days, MIN_DATE32_DAY, MAX_DATE32_DAY, type));
  }

  private static long day(long days, long min, long max, TargetType type) {
    if (days < min || days > max) {
      throw new UnfitValueException(
          isInfinite(days) ? infinity(days) : days + " days since 1970-01-01",
          type + " ranges from " + LocalDate.ofEpochDay(min) + " to " + LocalDate.ofEpochDay(max));
    }
    return days;
  }

  /**
   * Writes ticks since 1970-01-01T00:00:00 UTC.
   *
   * @param sourceScale digits of a second that one tick stands for
   */
  static LongWriter ticks(int sourceScale, TargetType type) {
    if (type.kind() == TargetType.Kind.DATE_TIME) {
      LongWriter seconds = (ticks, out) -> out.writeInt((int) ticks);
      return rescaled(sourceScale, 0, type, 0, MAX_UINT32, seconds);
    }
    int scale = type.scale();
    long min = MIN_DATE32_DAY * SECONDS_PER_DAY * powerOfTen(scale);
    long max =
        BigInteger.valueOf((MAX_DATE32_DAY + 1) * SECONDS_PER_DAY)
            .multiply(BigInteger.valueOf(powerOfTen(scale)))
            .subtract(BigInteger.ONE)
            .min(BigInteger.valueOf(Long.MAX_VALUE)) // nanoseconds end in 2262
            .longValueExact();
    return rescaled(sourceScale, scale, type, min, max, (ticks, out) -> out.writeLong(ticks));
  }

  /** Writes ticks since midnight, up to 24:00:00. */
  static LongWriter timeOfDay(int sourceScale, TargetType type) {
    int scale = TimeConverters.scaleOfTime(type);
    LongWriter writer =
        type.size() == Integer.BYTES
            ? (ticks, out) -> out.writeInt((int) ticks)
            : (ticks, out) -> out.writeLong(ticks);
    return rescaled(sourceScale, scale, type, 0, SECONDS_PER_DAY * powerOfTen(scale), writer);
  }

  private static LongWriter rescaled(
      int sourceScale, int targetScale, TargetType type, long min, long max, LongWriter writer) {
    if (sourceScale <= targetScale) {
      long factor = powerOfTen(targetScale - sourceScale);
      long first = -Math.floorDiv(-min, factor);
      long last = Math.floorDiv(max, factor);
      return (ticks, out) ->
          writer.write(inRange(ticks, first, last, sourceScale, type) * factor, out);
    }
    long divisor = powerOfTen(sourceScale - targetScale);
    return (ticks, out) -> {
      if (ticks % divisor != 0) {
        throw new UnfitValueException(
            shown(ticks, sourceScale), type + " has no place for its fraction of a second");
      }
      long rescaled = ticks / divisor;
      if (rescaled < min || rescaled > max) {
        throw outOfRange(ticks, sourceScale, type);
      }
      writer.write(rescaled, out);
    };
  }

  private static long inRange(long ticks, long first, long last, int scale, TargetType type) {
    if (ticks < first || ticks > last) {
      throw outOfRange(ticks, scale, type);
    }
    return ticks;
  }

  private static UnfitValueException outOfRange(long ticks, int scale, TargetType type) {
    String range =
        switch (type.kind()) {
          case DATE_TIME -> "from 1970 to 2106-02-07 06:28:15 UTC";
          case INT -> "as a time of day from 0 to 86400000000";
          case TIME, TIME64 -> "as a time of day from 00:00:00 to 24:00:00";
          default -> type.scale() == NANOS ? "from 1900 to 2262-04-11" : "from 1900 to 2299";
        };
    return new UnfitValueException(shown(ticks, scale), type + " ranges " + range);
  }

  private static String shown(long ticks, int scale) {
    return isInfinite(ticks) ? infinity(ticks) : ticks + " · 10^-" + scale + " s since 1970";
  }

  private static boolean isInfinite(long value) {
    return value == Long.MAX_VALUE || value == Long.MIN_VALUE;
  }

  private static String infinity(long value) {
    return value > 0 ? "infinity" : "-infinity";
  }
}

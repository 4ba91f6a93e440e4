package io.isomer.clickhouse.convert;

import static io.isomer.clickhouse.convert.DecimalWriter.powerOfTen;

import io.isomer.targetformat.type.TargetType;

/**
 * Ticks of one length turned into ticks of another, exactly and within a range.
 *
 * @param sourceScale digits of a second in a tick
 * @param targetScale digits of a second in a written tick
 * @param type what is written, for messages
 * @param min smallest written tick
 * @param max largest written tick
 */
public record TickConversion(
    int sourceScale, int targetScale, TargetType type, long min, long max) {

  /** Converts before {@code writer} writes. */
  LongWriter before(LongWriter writer) {
    if (sourceScale <= targetScale) {
      long factor = powerOfTen(targetScale - sourceScale);
      long first = Math.floorDiv(min, factor) + (Math.floorMod(min, factor) == 0 ? 0 : 1);
      long last = Math.floorDiv(max, factor);
      return (ticks, out) -> {
        if (ticks < first || ticks > last) {
          throw outOfRange(ticks);
        }
        writer.write(ticks * factor, out);
      };
    }
    long divisor = powerOfTen(sourceScale - targetScale);
    return (ticks, out) -> {
      long rescaled = ticks / divisor;
      if (rescaled < min || rescaled > max) {
        throw outOfRange(ticks);
      }
      if (ticks % divisor != 0) {
        throw new UnfitValueException(
            shown(ticks), type + " has no place for its fraction of a second");
      }
      writer.write(rescaled, out);
    };
  }

  private UnfitValueException outOfRange(long ticks) {
    return new UnfitValueException(
        shown(ticks),
        "%s ranges from %d to %d, counted in 10^-%d s".formatted(type, min, max, targetScale));
  }

  private String shown(long ticks) {
    if (ticks == Long.MAX_VALUE || ticks == Long.MIN_VALUE) {
      return ticks > 0 ? "infinity" : "-infinity";
    }
    return "%d · 10^-%d s".formatted(ticks, sourceScale);
  }
}

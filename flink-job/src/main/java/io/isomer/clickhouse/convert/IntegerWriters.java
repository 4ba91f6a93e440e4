package io.isomer.clickhouse.convert;

import io.isomer.targetformat.type.TargetType;

/** Whole numbers as {@code Int8} to {@code UInt256}. */
public final class IntegerWriters {

  private IntegerWriters() {}

  static LongWriter of(TargetType type) {
    return type.kind() == TargetType.Kind.UINT ? unsigned(type) : signed(type);
  }

  private static LongWriter signed(TargetType type) {
    return switch (type.size()) {
      case 1 ->
          (value, out) -> out.writeByte((int) inRange(value, Byte.MIN_VALUE, Byte.MAX_VALUE, type));
      case 2 ->
          (value, out) ->
              out.writeShort((int) inRange(value, Short.MIN_VALUE, Short.MAX_VALUE, type));
      case 4 ->
          (value, out) ->
              out.writeInt((int) inRange(value, Integer.MIN_VALUE, Integer.MAX_VALUE, type));
      case 8 -> (value, out) -> out.writeLong(value);
      case 16 -> (value, out) -> out.writeExtended(value, 2);
      case 32 -> (value, out) -> out.writeExtended(value, 4);
      default -> throw new IllegalArgumentException("no integer has this width: " + type);
    };
  }

  private static LongWriter unsigned(TargetType type) {
    return switch (type.size()) {
      case 1 -> (value, out) -> out.writeByte((int) inRange(value, 0, 0xFF, type));
      case 2 -> (value, out) -> out.writeShort((int) inRange(value, 0, 0xFFFF, type));
      case 4 -> (value, out) -> out.writeInt((int) inRange(value, 0, 0xFFFF_FFFFL, type));
      case 8 -> (value, out) -> out.writeLong(inRange(value, 0, Long.MAX_VALUE, type));
      case 16 -> (value, out) -> out.writeExtended(inRange(value, 0, Long.MAX_VALUE, type), 2);
      case 32 -> (value, out) -> out.writeExtended(inRange(value, 0, Long.MAX_VALUE, type), 4);
      default -> throw new IllegalArgumentException("no integer has this width: " + type);
    };
  }

  static long inRange(long value, long min, long max, TargetType type) {
    if (value < min || value > max) {
      throw new UnfitValueException(
          Long.toString(value), type + " ranges from " + min + " to " + max);
    }
    return value;
  }
}

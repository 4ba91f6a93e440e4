package io.isomer.postgressource;

/**
 * A column's type, domains resolved.
 *
 * @param name as {@code pg_type} has it, for example {@code int4} or {@code numeric}
 * @param kind what sort of type it is
 * @param modifier what the declaration adds, in the type's own code ({@code atttypmod}); -1 for
 *     none
 * @param element an array's elements, with the array's modifier; else null
 * @param domain whether a domain stands between the column and this type
 */
public record SourceType(String name, Kind kind, int modifier, SourceType element, boolean domain) {

  private static final int HEADER = 4;
  private static final int SCALE_BITS = 0x7ff;
  private static final int SCALE_SIGN = 0x400;

  /** {@code pg_type.typtype}, and arrays. */
  public enum Kind {
    BASE,
    ARRAY,
    ENUM,
    COMPOSITE,
    RANGE,
    MULTIRANGE,
    PSEUDO
  }

  /** A {@code numeric}'s digits in all; -1 where it is declared without. */
  public int precision() {
    return modifier < HEADER ? -1 : (modifier - HEADER) >> 16 & 0xffff;
  }

  /** A {@code numeric}'s digits after the point, below zero for rounding before it. */
  public int scale() {
    return ((modifier - HEADER & SCALE_BITS) ^ SCALE_SIGN) - SCALE_SIGN;
  }

  @Override
  public String toString() {
    return kind == Kind.ARRAY ? element + "[]" : name;
  }
}

package io.isomer.clickhouse;

/**
 * The type of a ClickHouse column, as far as writing to it needs to know.
 *
 * @param text the type as ClickHouse spells it
 * @param kind what its values are; {@code LowCardinality} and {@code Nullable} are taken off
 * @param nullable whether it was {@code Nullable}
 * @param size bytes of a number, a decimal or a {@code FixedString}; 0 where it says nothing
 * @param precision a decimal's digits; 0 where it has none
 * @param scale digits after the point, of a decimal or of a second
 * @param element an array's element type, else null
 */
record TargetType(
    String text,
    Kind kind,
    boolean nullable,
    int size,
    int precision,
    int scale,
    TargetType element) {

  /** What the values of a type are. */
  enum Kind {
    BOOL,
    INT,
    UINT,
    FLOAT32,
    FLOAT64,
    DECIMAL,
    STRING,
    FIXED_STRING,
    UUID,
    DATE,
    DATE32,
    DATE_TIME,
    DATE_TIME64,
    ARRAY,
    /** A type that nothing can be written to yet. */
    OTHER
  }

  static TargetType simple(String text, Kind kind) {
    return sized(text, kind, 0);
  }

  static TargetType sized(String text, Kind kind, int size) {
    return new TargetType(text, kind, false, size, 0, 0, null);
  }

  static TargetType decimal(String text, int precision, int scale) {
    int size = precision <= 9 ? 4 : precision <= 18 ? 8 : precision <= 38 ? 16 : 32;
    return new TargetType(text, Kind.DECIMAL, false, size, precision, scale, null);
  }

  static TargetType dateTime64(String text, int scale) {
    return new TargetType(text, Kind.DATE_TIME64, false, 8, 0, scale, null);
  }

  static TargetType array(String text, TargetType element) {
    return new TargetType(text, Kind.ARRAY, false, 0, 0, 0, element);
  }

  TargetType asNullable(String text) {
    return new TargetType(text, kind, true, size, precision, scale, element);
  }

  /** The same type under the spelling of a wrapper that changes nothing about the values. */
  TargetType spelled(String text) {
    return new TargetType(text, kind, nullable, size, precision, scale, element);
  }

  @Override
  public String toString() {
    return text;
  }
}

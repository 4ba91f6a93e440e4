package io.isomer.targetformat.type;

import java.util.List;

/**
 * The type of a ClickHouse column, as far as writing to it needs to know.
 *
 * @param text the type as ClickHouse spells it
 * @param kind what its values are; {@code LowCardinality} and {@code Nullable} are taken off
 * @param nullable whether it was {@code Nullable}
 * @param size bytes of a number, a decimal or a {@code FixedString}; 0 where it says nothing
 * @param precision a decimal's digits; 0 where it has none
 * @param scale digits after the point, of a decimal or of a second
 * @param elements the types inside: an array's one, a map's two, a tuple's and a variant's; else
 *     empty
 * @param range the years that the server keeps, of a date or a timestamp
 */
public record TargetType(
    String text,
    Kind kind,
    boolean nullable,
    int size,
    int precision,
    int scale,
    List<TargetType> elements,
    TimeRange range) {

  private static final String LOW_CARDINALITY = "LowCardinality(";
  private static final String NULLABLE = "Nullable(";

  /** What the values of a type are. */
  public enum Kind {
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
    ENUM,
    IPV4,
    IPV6,
    /** A time of day or longer, in seconds. */
    TIME,
    /** A time of day or longer, in ticks of the type's scale. */
    TIME64,
    ARRAY,
    MAP,
    TUPLE,
    VARIANT,
    /** A type that nothing can be written to yet. */
    OTHER
  }

  static TargetType simple(String text, Kind kind) {
    return sized(text, kind, 0);
  }

  static TargetType sized(String text, Kind kind, int size) {
    return new TargetType(text, kind, false, size, 0, 0, List.of(), TimeRange.FROM_1900_TO_2299);
  }

  static TargetType decimal(String text, int precision, int scale) {
    int size = precision <= 9 ? 4 : precision <= 18 ? 8 : precision <= 38 ? 16 : 32;
    return new TargetType(
        text, Kind.DECIMAL, false, size, precision, scale, List.of(), TimeRange.FROM_1900_TO_2299);
  }

  /** {@code DateTime64} or {@code Time64}. */
  static TargetType ticks(String text, Kind kind, int scale) {
    return new TargetType(text, kind, false, 8, 0, scale, List.of(), TimeRange.FROM_1900_TO_2299);
  }

  static TargetType composite(String text, Kind kind, List<TargetType> elements) {
    return new TargetType(
        text, kind, false, 0, 0, 0, List.copyOf(elements), TimeRange.FROM_1900_TO_2299);
  }

  /** The type of an array's elements. */
  public TargetType element() {
    return elements.get(0);
  }

  /** The spelling without {@code LowCardinality} and {@code Nullable} around it. */
  public String bareText() {
    String bare = text;
    while (bare.startsWith(LOW_CARDINALITY) || bare.startsWith(NULLABLE)) {
      bare = bare.substring(bare.indexOf('(') + 1, bare.length() - 1);
    }
    return bare;
  }

  TargetType asNullable(String text) {
    return new TargetType(text, kind, true, size, precision, scale, elements, range);
  }

  /** The same type under the spelling of a wrapper that changes nothing about the values. */
  TargetType spelled(String text) {
    return new TargetType(text, kind, nullable, size, precision, scale, elements, range);
  }

  /** The same type on a server that keeps other years. */
  public TargetType within(TimeRange years) {
    List<TargetType> inside = elements.stream().map(element -> element.within(years)).toList();
    return new TargetType(text, kind, nullable, size, precision, scale, inside, years);
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.isomer.changelog;

/**
 * A source column's type.
 *
 * @param kind what its values mean
 * @param precision a decimal's number of digits; -1 where it has none or it is unknown
 * @param scale a decimal's digits after the point, or for times the digits of a second: 3, 6 or 9;
 *     -1 where it has none
 * @param element the elements' type where values have the {@linkplain ColumnKind.Form#ARRAY form of
 *     an array}, else null
 */
public record ColumnType(ColumnKind kind, int precision, int scale, ColumnType element) {

  public static ColumnType of(ColumnKind kind) {
    return new ColumnType(kind, -1, -1, null);
  }

  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(ColumnKind.DECIMAL, precision, scale, null);
  }

  /**
   * @param scale digits of a second that one tick stands for: 3, 6 or 9
   */
  public static ColumnType time(ColumnKind kind, int scale) {
    return new ColumnType(kind, -1, scale, null);
  }

  public static ColumnType arrayOf(ColumnType element) {
    return new ColumnType(ColumnKind.ARRAY, -1, -1, element);
  }

  /** An hstore's type. */
  public static ColumnType map() {
    return new ColumnType(ColumnKind.MAP, -1, -1, of(ColumnKind.STRING));
  }

  /** The type of a point in a plane. */
  public static ColumnType point() {
    return new ColumnType(ColumnKind.POINT, -1, -1, of(ColumnKind.FLOAT64));
  }

  /** The type of a vector of single precision. */
  public static ColumnType vector() {
    return new ColumnType(ColumnKind.VECTOR, -1, -1, of(ColumnKind.FLOAT32));
  }

  /** The type as messages name it, for example {@code DECIMAL(10, 2)} or {@code ARRAY<INT32>}. */
  @Override
  public String toString() {
    if (kind == ColumnKind.ARRAY) {
      return kind + "<" + element + ">";
    }
    if (precision >= 0) {
      return kind + "(" + precision + ", " + scale + ")";
    }
    return scale >= 0 ? kind + "(" + scale + ")" : kind.toString();
  }
}

package io.isomer.changelog;

/**
 * A source column's type.
 *
 * @param kind what its values mean
 * @param precision a decimal's number of digits; -1 where it has none or it is unknown
 * @param scale a decimal's digits after the point, or for times the digits of a second: 3, 6 or 9;
 *     -1 where it has none
 * @param element an array's element type, else null
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

  /** The type as messages name it, for example {@code DECIMAL(10, 2)} or {@code ARRAY<INT32>}. */
  @Override
  public String toString() {
    if (element != null) {
      return kind + "<" + element + ">";
    }
    if (precision >= 0) {
      return kind + "(" + precision + ", " + scale + ")";
    }
    return scale >= 0 ? kind + "(" + scale + ")" : kind.toString();
  }
}

package io.isomer.verify;

import java.util.List;

/**
 * A row that is not the same on both sides.
 *
 * @param kind what sort of difference it is
 * @param key the key's values as texts
 * @param columns what differs; all columns of a row that only one side has
 * @param hasValues whether the columns are told; of many rows only the first ones' are
 */
public record RowDifference(Kind kind, List<String> key, List<Value> columns, boolean hasValues) {

  /** With its columns. */
  public RowDifference(Kind kind, List<String> key, List<Value> columns) {
    this(kind, key, columns, true);
  }

  static RowDifference withoutValues(Kind kind, List<String> key) {
    return new RowDifference(kind, key, List.of(), false);
  }

  /** On which sides the row is. */
  public enum Kind {
    /** Only in PostgreSQL. */
    MISSING,
    /** Only in ClickHouse. */
    GHOST,
    /** On both, with other values. */
    DIFFERENT,
    /** More than once in ClickHouse. */
    DUPLICATE
  }

  /**
   * A column's values as texts; null for NULL, or where the side has no such row.
   *
   * @param source PostgreSQL's
   * @param target ClickHouse's
   */
  public record Value(String column, String source, String target) {}
}

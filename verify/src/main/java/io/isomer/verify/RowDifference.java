package io.isomer.verify;

import java.util.List;

/**
 * A row that differs between the two databases.
 *
 * @param kind the kind of difference
 * @param key the key's values as texts
 * @param columns the differing columns; all columns of a row that only one database has
 * @param hasValues whether the columns are given, which they are for the first rows only
 */
public record RowDifference(Kind kind, List<String> key, List<Value> columns, boolean hasValues) {

  /** With its columns. */
  public RowDifference(Kind kind, List<String> key, List<Value> columns) {
    this(kind, key, columns, true);
  }

  static RowDifference withoutValues(Kind kind, List<String> key) {
    return new RowDifference(kind, key, List.of(), false);
  }

  /** Which database has the row. */
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
   * A column's values as texts; null for NULL, or where the database has no such row.
   *
   * @param source PostgreSQL's
   * @param target ClickHouse's
   */
  public record Value(String column, String source, String target) {}
}

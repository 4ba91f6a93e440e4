package io.isomer.targetformat;

import java.util.List;

/**
 * The columns that a target table has in addition to those of its source table. A source column
 * with the same name is stored under another name; the view shows it under its own.
 */
public final class SystemColumns {

  /** The version of a row. */
  public static final String VERSION = "_version";

  public static final String VERSION_TYPE = "UInt128";

  /** 1 for a deleted row, else 0. */
  public static final String IS_DELETED = "_is_deleted";

  public static final String IS_DELETED_TYPE = "UInt8";

  /** The names, in the order of {@link #TYPES}. */
  public static final List<String> NAMES = List.of(VERSION, IS_DELETED);

  /** The types, in the order of {@link #NAMES}. */
  public static final List<String> TYPES = List.of(VERSION_TYPE, IS_DELETED_TYPE);

  /** The columns' definitions in a CREATE TABLE statement. */
  public static final String DEFINITIONS =
      VERSION + " " + VERSION_TYPE + ", " + IS_DELETED + " " + IS_DELETED_TYPE;

  private static final String SUFFIX = "__source";

  private SystemColumns() {}

  /** Whether a source column has the name of such a column. */
  public static boolean isReserved(String sourceColumn) {
    return NAMES.contains(sourceColumn);
  }

  /** The name in the target table of a source column. */
  public static String targetName(String sourceColumn) {
    return isReserved(sourceColumn) ? sourceColumn + SUFFIX : sourceColumn;
  }

  /** The name in the source table of a target column. */
  public static String sourceName(String targetColumn) {
    String name =
        targetColumn.endsWith(SUFFIX)
            ? targetColumn.substring(0, targetColumn.length() - SUFFIX.length())
            : targetColumn;
    return isReserved(name) ? name : targetColumn;
  }
}

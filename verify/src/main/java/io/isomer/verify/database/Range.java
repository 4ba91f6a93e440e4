package io.isomer.verify.database;

/**
 * A part of a table, with the same rows in both databases.
 *
 * @param index its place among the table's ranges, from 0
 * @param postgres a condition
 * @param clickhouse the same condition
 */
public record Range(int index, String postgres, String clickhouse) {

  /** The whole table. */
  public static final Range ALL = new Range(0, "true", "true");
}

package io.isomer.clickhouse.encode;

import io.isomer.changelog.Column;
import io.isomer.clickhouse.convert.ColumnConverter;
import io.isomer.targetformat.type.TargetType;

/**
 * How one column of a source table is written.
 *
 * @param column the source's column
 * @param target the type that it is written as; null for a column that is not written
 * @param converter from the source's to the target's type
 * @param defaultBytes the target type's zero, for rows that are only there to be deleted
 * @param keyPosition the column's position in the key, or -1
 */
public record ColumnEncoder(
    Column column,
    TargetType target,
    ColumnConverter converter,
    byte[] defaultBytes,
    int keyPosition) {

  static ColumnEncoder of(
      Column column, TargetType target, ColumnConverter converter, int keyPosition) {
    return new ColumnEncoder(column, target, converter, DefaultValue.of(target), keyPosition);
  }

  /** A column that the source has dropped since, or given another type, is passed over. */
  static ColumnEncoder omitted(Column column) {
    return new ColumnEncoder(column, null, null, null, -1);
  }

  boolean isOmitted() {
    return target == null;
  }

  public String name() {
    return column.name();
  }

  boolean isKey() {
    return keyPosition >= 0;
  }
}

package io.isomer.clickhouse.encode;

import io.isomer.clickhouse.convert.UnfitValueException;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import java.sql.SQLException;

/** Source of unchanged values (TOAST), which PostgreSQL does not send with an update. */
@FunctionalInterface
public interface UnchangedValues {

  /**
   * Writes a column's value, as its target type's RowBinary.
   *
   * @param column the column's name
   * @return false when the value is not here
   * @throws UnfitValueException when the value is nowhere
   * @throws SQLException when ClickHouse cannot be asked
   */
  boolean write(String column, RowBinaryBuffer out) throws SQLException;
}

package io.isomer.clickhouse.client;

import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import java.sql.SQLException;
import java.util.List;

/** Sends rows to ClickHouse. */
@FunctionalInterface
public interface BatchInserter {

  /**
   * Inserts rows with one statement; returns when ClickHouse has them.
   *
   * @param table quoted, with its database
   * @param columns quoted, in the order of a row's values
   * @param body the rows as RowBinaryWithNamesAndTypes
   * @param rows how many they are
   * @throws SQLException with ClickHouse's error code, if ClickHouse refused them
   */
  void insert(String table, List<String> columns, RowBinaryBuffer body, int rows)
      throws SQLException;
}

package io.isomer.verify.resync;

import io.isomer.targetformat.RowVersion;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.ComparedTable;
import io.isomer.verify.database.TextInsert;
import java.io.IOException;
import java.util.List;

/** Inserts a source's rows, given as texts, in batches; all with one version. */
final class RowLoader {

  private static final int MAX_ROWS = 50_000;

  private final ClickHouse clickhouse;
  private final TextInsert insert;
  private long rows;

  /**
   * @param target in quotes
   */
  RowLoader(ClickHouse clickhouse, ComparedTable table, String target, RowVersion version) {
    this.clickhouse = clickhouse;
    this.insert =
        new TextInsert(
            table,
            target,
            table.columns(),
            "isomer_insert_end UInt8",
            "toUInt128('" + version + "')",
            false);
  }

  /** Adds a row, and inserts the batch when it is full. */
  void add(List<String> row) throws IOException {
    insert.add(row, "1");
    rows++;
    if (insert.rows() >= MAX_ROWS || insert.isLong()) {
      flush();
    }
  }

  /** How many rows were added. */
  long rows() {
    return rows;
  }

  /** Inserts the remaining rows. */
  void flush() throws IOException {
    if (insert.rows() > 0) {
      clickhouse.rows(insert.take());
    }
  }
}

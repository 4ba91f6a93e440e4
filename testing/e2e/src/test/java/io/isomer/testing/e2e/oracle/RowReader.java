package io.isomer.testing.e2e.oracle;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of one side, in key order, read as they come. */
interface RowReader extends AutoCloseable {

  /** The next row, or null after the last. */
  Row next() throws IOException, SQLException;

  @Override
  void close() throws IOException, SQLException;

  /** All rows that are left. */
  default List<Row> all() throws IOException, SQLException {
    List<Row> rows = new ArrayList<>();
    for (Row row = next(); row != null; row = next()) {
      rows.add(row);
    }
    return rows;
  }
}

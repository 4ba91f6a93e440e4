package io.isomer.testing.e2e.oracle;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

/** Another reader's rows by their keys' canonical texts; needs memory for all of them. */
final class SortedRows implements RowReader {

  private final RowReader unsorted;
  private final Iterator<Row> rows;

  SortedRows(RowReader unsorted) throws IOException, SQLException {
    this.unsorted = unsorted;
    List<Row> all = unsorted.all();
    all.sort(null);
    this.rows = all.iterator();
  }

  @Override
  public Row next() {
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() throws IOException, SQLException {
    unsorted.close();
  }
}

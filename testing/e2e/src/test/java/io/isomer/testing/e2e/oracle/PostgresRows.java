package io.isomer.testing.e2e.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The source table's rows, by a cursor. */
final class PostgresRows implements RowReader {

  private static final int FETCH_ROWS = 1000;

  private final TableShape shape;
  private final Connection connection;
  private final Statement statement;
  private final ResultSet rows;

  /** Uses the connection until {@link #close()}; it must not be in a transaction. */
  PostgresRows(Connection connection, TableShape shape, String condition) throws SQLException {
    this.shape = shape;
    this.connection = connection;
    connection.setAutoCommit(false); // with it on, the driver would read the whole table at once
    statement = connection.createStatement();
    statement.setFetchSize(FETCH_ROWS);
    rows = statement.executeQuery(shape.postgresQuery(condition));
  }

  @Override
  public Row next() throws SQLException {
    if (!rows.next()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= shape.columns().size(); i++) {
      texts.add(rows.getString(i));
    }
    return shape.row(texts);
  }

  @Override
  public void close() throws SQLException {
    statement.close();
    connection.rollback();
    connection.setAutoCommit(true);
  }
}

package io.isomer.control.sql;

import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL, over JDBC. */
public final class PostgresSession implements SqlSession {

  private final Connection connection;

  public PostgresSession(StackAccess stack) throws SQLException {
    connection = PostgresPart.connect(stack);
  }

  @Override
  public SqlResult run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return SqlResult.of(statement.getUpdateCount() + " rows affected");
      }
      try (ResultSet result = statement.getResultSet()) {
        return read(result);
      }
    }
  }

  private static SqlResult read(ResultSet result) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i));
    }
    List<List<String>> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(result.getString(i));
      }
      rows.add(row);
    }
    return new SqlResult(columns, rows, "");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

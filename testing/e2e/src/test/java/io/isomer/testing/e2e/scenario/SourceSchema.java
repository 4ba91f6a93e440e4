package io.isomer.testing.e2e.scenario;

import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.localstack.LocalStack;
import io.isomer.testing.localstack.PostgresPart;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A schema of PostgreSQL; statements find their tables in it. */
final class SourceSchema implements AutoCloseable {

  private final DeployedStack stack;
  private final String schema;
  private final Connection connection;

  SourceSchema(DeployedStack stack, String schema) throws SQLException {
    this.stack = stack;
    this.schema = schema;
    this.connection = connect();
  }

  /** A further connection, for transactions that overlap. */
  Connection connect() throws SQLException {
    Connection other = PostgresPart.connect(stack.stack().config());
    try (Statement statement = other.createStatement()) {
      statement.execute("SET search_path = " + schema + ", public");
    }
    return other;
  }

  Connection connection() {
    return connection;
  }

  LocalStack stack() {
    return stack.stack();
  }

  /** Runs each statement in a transaction of its own. */
  void execute(String... statements) throws SQLException {
    execute(connection, statements);
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Runs the statements in one transaction. */
  void transaction(String... statements) throws SQLException {
    connection.setAutoCommit(false);
    try {
      execute(statements);
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** The tables whose changes are published: partitions, or their root instead. */
  List<String> publishedTables(boolean viaRoot) throws SQLException {
    String kinds = viaRoot ? "relkind IN ('r', 'p') AND NOT relispartition" : "relkind = 'r'";
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT relname FROM pg_class WHERE relnamespace = '%s'::regnamespace AND %s"
                    .formatted(schema, kinds))) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

package io.isomer.testing.e2e.property;

import io.isomer.testing.e2e.property.type.Sql;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** One connection to PostgreSQL, on which statements may fail where random ones are bound to. */
final class Client implements AutoCloseable {

  /** A key that exists, a row that another transaction holds, a number beyond its type's range. */
  private static final Set<String> EXPECTED =
      Set.of("23505", "55P03", "40P01", "22003", "22008", "22001", "54000");

  private final Connection connection;
  private final StatementLog log;
  private final int number;

  Client(StackConfig config, StatementLog log, String schema, int number) throws SQLException {
    this.connection = PostgresPart.connect(config);
    this.log = log;
    this.number = number;
    run("SET search_path = " + Sql.name(schema) + ", public");
    run("SET lock_timeout = '100 ms'");
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      log.changed(Math.max(0, statement.getUpdateCount()));
    }
  }

  /** Runs what cannot fail. */
  void execute(String sql) throws SQLException {
    log.add(number, sql);
    try {
      run(sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + "\n  in " + sql, e.getSQLState(), e);
    }
  }

  /** As {@link #execute}; waits for locks on tables, which Debezium holds while it reads them. */
  void alter(String sql) throws SQLException {
    execute("SET LOCAL lock_timeout = '60 s'");
    execute(sql);
    execute("SET LOCAL lock_timeout = '100 ms'");
  }

  /**
   * Runs what may fail, within a transaction; a failure undoes the statement alone.
   *
   * @param undo whether to undo it in any case
   */
  void attempt(String sql, boolean undo) throws SQLException {
    execute("SAVEPOINT s");
    try {
      execute(sql);
      if (!undo) {
        execute("RELEASE s");
        return;
      }
    } catch (SQLException e) {
      if (!EXPECTED.contains(e.getSQLState())) {
        throw e;
      }
      log.failed(e.getSQLState());
    }
    execute("ROLLBACK TO s");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

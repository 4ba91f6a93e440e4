package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection that all tables' batches of a subtask share; established when first needed. */
final class BatchConnection {

  private static final Logger LOG = LoggerFactory.getLogger(BatchConnection.class);

  private final JdbcConnectionProvider provider;
  private final Function<String, JdbcBatchStatementExecutor<ChangelogEvent>> executorFactory;
  private final List<JdbcBatchStatementExecutor<ChangelogEvent>> executors = new ArrayList<>();
  private Connection prepared;

  /**
   * @param executorFactory makes the executor of a target table, given its unquoted name
   */
  BatchConnection(
      JdbcConnectionProvider provider,
      Function<String, JdbcBatchStatementExecutor<ChangelogEvent>> executorFactory) {
    this.provider = provider;
    this.executorFactory = executorFactory;
  }

  /** An executor for {@link #execute}. */
  JdbcBatchStatementExecutor<ChangelogEvent> executor(String targetName) {
    JdbcBatchStatementExecutor<ChangelogEvent> executor = executorFactory.apply(targetName);
    executors.add(executor);
    prepared = null; // so that the next execution prepares it
    return executor;
  }

  /**
   * Executes a batch.
   *
   * @throws SQLException when the connection cannot be established or the batch fails
   */
  void execute(JdbcBatchStatementExecutor<ChangelogEvent> executor) throws SQLException {
    Connection connection;
    try {
      if (prepared != null && !provider.isConnectionValid()) {
        provider.closeConnection(); // the provider would leave its pool to the garbage collector
      }
      connection = provider.getOrEstablishConnection();
    } catch (ClassNotFoundException e) {
      throw new SQLException("the JDBC driver is not on the class path", e);
    }
    if (connection != prepared) {
      for (JdbcBatchStatementExecutor<ChangelogEvent> each : executors) {
        each.prepareStatements(connection);
      }
      prepared = connection;
    }
    executor.executeBatch();
  }

  /** Never throws. */
  void close() {
    try {
      for (JdbcBatchStatementExecutor<ChangelogEvent> executor : executors) {
        executor.closeStatements();
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("Closing a batch failed", e);
    }
    try {
      provider.closeConnection();
    } catch (RuntimeException e) {
      LOG.warn("Closing the connection to ClickHouse failed", e);
    }
  }
}

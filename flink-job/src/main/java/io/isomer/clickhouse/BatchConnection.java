package io.isomer.clickhouse;

import io.isomer.changelog.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection that all tables' batches of a subtask share; established when first needed. */
final class BatchConnection {

  private static final Logger LOG = LoggerFactory.getLogger(BatchConnection.class);

  private final JdbcConnectionProvider provider;

  /** Makes the executor of a source table's changes. */
  @FunctionalInterface
  interface ExecutorFactory {

    /**
     * @param targetName the target table's name, unquoted
     */
    BatchExecutor create(TableId source, String targetName);
  }

  private final ExecutorFactory executorFactory;
  // added by the task's thread, prepared by the one that executes
  private final List<BatchExecutor> executors = Collections.synchronizedList(new ArrayList<>());
  private Connection connection;
  private int prepared; // so many of the executors are, with the connection
  private boolean failed;

  BatchConnection(JdbcConnectionProvider provider, ExecutorFactory executorFactory) {
    this.provider = provider;
    this.executorFactory = executorFactory;
  }

  /** An executor for {@link #execute}. */
  BatchExecutor executor(TableId source, String targetName) {
    BatchExecutor executor = executorFactory.create(source, targetName);
    executors.add(executor);
    return executor;
  }

  /**
   * Executes a batch.
   *
   * @throws SQLException when the connection cannot be established or the batch fails
   */
  void execute(BatchExecutor executor) throws SQLException {
    prepare(establish());
    failed = true;
    executor.executeBatch();
    failed = false;
  }

  private Connection establish() throws SQLException {
    try {
      if (failed && connection != null && !provider.isConnectionValid()) {
        provider.closeConnection(); // the provider would leave its pool to the garbage collector
      }
      return provider.getOrEstablishConnection();
    } catch (ClassNotFoundException e) {
      throw new SQLException("the JDBC driver is not on the class path", e);
    }
  }

  private void prepare(Connection current) throws SQLException {
    if (current != connection) {
      connection = current;
      prepared = 0;
    }
    for (; prepared < executors.size(); prepared++) {
      executors.get(prepared).prepareStatements(connection);
    }
  }

  /** Never throws. */
  void close() {
    try {
      for (BatchExecutor executor : executors) {
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

package io.isomer.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that writes one batch at a time; established when first needed. */
final class BatchConnection {

  private static final Logger LOG = LoggerFactory.getLogger(BatchConnection.class);

  private final JdbcConnectionProvider provider;
  private boolean failed;

  BatchConnection(JdbcConnectionProvider provider) {
    this.provider = provider;
  }

  /**
   * Executes a batch, whichever connection has executed the table's last one.
   *
   * @throws SQLException when the connection cannot be established or the batch fails
   */
  void execute(BatchExecutor executor) throws SQLException {
    executor.prepareStatements(establish());
    failed = true;
    executor.executeBatch();
    failed = false;
  }

  private Connection establish() throws SQLException {
    try {
      if (failed && !provider.isConnectionValid()) {
        provider.closeConnection(); // the provider would leave its pool to the garbage collector
      }
      return provider.getOrEstablishConnection();
    } catch (ClassNotFoundException e) {
      throw new SQLException("the JDBC driver is not on the class path", e);
    }
  }

  /** Never throws. */
  void close() {
    try {
      provider.closeConnection();
    } catch (RuntimeException e) {
      LOG.warn("Closing the connection to ClickHouse failed", e);
    }
  }
}

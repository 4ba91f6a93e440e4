package io.isomer.clickhouse.client;

import java.sql.SQLException;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;

/** The client of a JDBC connection. */
public final class JdbcClientConnection implements ClientConnection {

  private final JdbcConnectionProvider provider;

  public JdbcClientConnection(JdbcConnectionOptions options) {
    this.provider = new SimpleJdbcConnectionProvider(options);
  }

  @Override
  public ClickHouseClient client() throws SQLException {
    try {
      return ClickHouseClient.of(provider.getOrEstablishConnection());
    } catch (ClassNotFoundException e) {
      throw new SQLException(
          "the JDBC driver of ClickHouse is not on the class path: " + e.getMessage(), e);
    }
  }

  @Override
  public void closeIfBroken() throws SQLException {
    if (!provider.isConnectionValid()) {
      provider.closeConnection(); // the provider would leave its pool to the garbage collector
    }
  }

  @Override
  public void close() {
    provider.closeConnection();
  }
}

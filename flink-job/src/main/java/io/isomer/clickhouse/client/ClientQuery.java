package io.isomer.clickhouse.client;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import com.clickhouse.jdbc.ConnectionImpl;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;

/**
 * Queries through the client that a JDBC connection of clickhouse-jdbc is built on, as they are and
 * of any length; the result comes as bytes.
 */
public final class ClientQuery {

  private static final int DEFAULT_MAX_QUERY_SIZE = 262_144;
  private static final int BYTES_AROUND = 10_000;

  private final Client client;

  public ClientQuery(Connection connection) throws SQLException {
    this.client = connection.unwrap(ConnectionImpl.class).getClient();
  }

  /**
   * @param what the query does, for messages
   * @throws SQLException with ClickHouse's error code, if ClickHouse refused the query
   */
  public byte[] read(String sql, ClickHouseFormat format, String what) throws SQLException {
    int size = Math.max(DEFAULT_MAX_QUERY_SIZE, sql.length() + BYTES_AROUND);
    QuerySettings settings =
        new QuerySettings()
            .setFormat(format)
            .serverSetting("max_query_size", Integer.toString(size));
    try (InputStream result = client.query(sql, settings).get().getInputStream()) {
      return result.readAllBytes();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while " + what, e);
    } catch (ExecutionException e) {
      throw ClientInserter.failed(what, e.getCause());
    } catch (ClickHouseException | IOException e) {
      throw ClientInserter.failed(what, e);
    }
  }
}

package io.isomer.clickhouse.client;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.data.ClickHouseFormat;
import com.clickhouse.jdbc.ConnectionImpl;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;

/**
 * Runs statements as they are, through the client that the JDBC connection is built on: the
 * driver's own statements would look for parameters in names.
 */
public final class TargetDdl {

  private final Client client;
  private final ClientQuery query;

  public TargetDdl(Connection connection) throws SQLException {
    this.client = connection.unwrap(ConnectionImpl.class).getClient();
    this.query = new ClientQuery(connection);
  }

  /**
   * @throws SQLException with ClickHouse's error code, if ClickHouse refused the statement
   */
  public void execute(String sql) throws SQLException {
    CommandSettings settings = new CommandSettings();
    // readers see the new types at once; the rewriting of large tables is not waited for
    settings.serverSetting("alter_sync", "0");
    try {
      client.execute(sql, settings).get().close();
    } catch (InterruptedException e) {
      throw interrupted(sql, e);
    } catch (ExecutionException e) {
      throw ClientInserter.failed(sql, e.getCause());
    } catch (Exception e) { // as declared by close()
      throw ClientInserter.failed(sql, e);
    }
  }

  /** The only value of a query's only row, as it is. */
  public String text(String sql) throws SQLException {
    return new String(query.read(sql, ClickHouseFormat.RawBLOB, sql), StandardCharsets.UTF_8);
  }

  private static SQLException interrupted(String sql, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SQLException("interrupted at " + sql, e);
  }
}

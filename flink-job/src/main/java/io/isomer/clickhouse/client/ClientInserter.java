package io.isomer.clickhouse.client;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientConfigProperties;
import com.clickhouse.client.api.DataStreamWriter;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import com.clickhouse.jdbc.ConnectionImpl;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Inserts through the client that a JDBC connection of clickhouse-jdbc is built on. Other than the
 * driver's own batches it takes rows as they are, with their column list.
 */
public final class ClientInserter implements BatchInserter {

  private final Client client;

  public ClientInserter(Connection connection) throws SQLException {
    this.client = connection.unwrap(ConnectionImpl.class).getClient();
  }

  @Override
  public void insert(String table, List<String> columns, RowBinaryBuffer body, int rows)
      throws SQLException {
    InsertSettings settings =
        new InsertSettings()
            // the answer is to mean that the rows are there, and at once
            .serverSetting("async_insert", "0")
            // rows have versions, so repeating them is harmless; a replicated table that left a
            // repeated block out would not confirm its rows
            .serverSetting("insert_deduplicate", "0")
            // a batch has each row once: looking for repetitions takes longer than all the rest
            .serverSetting("optimize_on_insert", "0")
            .setOption(ClientConfigProperties.RETRY_ON_FAILURE.getKey(), 0);
    DataStreamWriter writer = body::writeTo;
    try (InsertResponse response =
        client
            .insert(table, columns, writer, ClickHouseFormat.RowBinaryWithNamesAndTypes, settings)
            .get()) {
      // materialized views on the table may add to the number
      if (response.getWrittenRows() < rows) {
        throw new SQLException(
            "ClickHouse confirms %d of %d rows written to %s (query %s)"
                .formatted(response.getWrittenRows(), rows, table, response.getQueryId()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while writing to " + table, e);
    } catch (ExecutionException e) {
      throw failed("writing " + rows + " rows to " + table, e.getCause());
    } catch (ClickHouseException e) {
      throw failed("writing " + rows + " rows to " + table, e);
    }
  }

  /** Keeps ClickHouse's error code, by which errors are told apart. */
  static SQLException failed(String what, Throwable cause) {
    int code = cause instanceof ServerException server ? server.getCode() : 0;
    return new SQLException(what + " failed: " + cause.getMessage(), null, code, cause);
  }
}

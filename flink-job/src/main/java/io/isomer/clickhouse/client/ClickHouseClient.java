package io.isomer.clickhouse.client;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientConfigProperties;
import com.clickhouse.client.api.DataStreamWriter;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.command.CommandResponse;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import com.clickhouse.jdbc.ConnectionImpl;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Inserts, queries and executes through the client on which clickhouse-jdbc builds a connection.
 * Unlike the driver's statements it sends SQL as it is, of any length, and takes rows as RowBinary
 * with their column list.
 *
 * <p>Every method throws an {@link SQLException} with ClickHouse's error code if ClickHouse refuses
 * the statement, and with an {@link java.io.IOException} among its causes if ClickHouse cannot be
 * reached.
 */
public final class ClickHouseClient {

  private static final int DEFAULT_MAX_QUERY_SIZE = 262_144;
  private static final int BYTES_AROUND = 10_000;

  private final Client client;

  private ClickHouseClient(Client client) {
    this.client = client;
  }

  /** The client of a JDBC connection, which closes with the connection. */
  public static ClickHouseClient of(Connection connection) throws SQLException {
    return new ClickHouseClient(connection.unwrap(ConnectionImpl.class).getClient());
  }

  /**
   * Inserts rows with one statement; returns when ClickHouse has them.
   *
   * @param table quoted, with its database
   * @param columns quoted, in the order of a row's values
   * @param body the rows as RowBinaryWithNamesAndTypes
   * @param rows their number
   */
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
    complete(
        () ->
            client.insert(
                table, columns, writer, ClickHouseFormat.RowBinaryWithNamesAndTypes, settings),
        response -> confirm(response, table, rows),
        "writing " + rows + " rows to " + table);
  }

  private static Void confirm(InsertResponse response, String table, int rows) throws SQLException {
    try (response) {
      // materialized views on the table may add to the number
      if (response.getWrittenRows() < rows) {
        throw new SQLException(
            "ClickHouse confirms %d of %d rows written to %s (query %s)"
                .formatted(response.getWrittenRows(), rows, table, response.getQueryId()));
      }
    }
    return null;
  }

  /**
   * Runs a query.
   *
   * @param what the query does, for messages
   * @return the result in the format
   */
  public byte[] query(String sql, ClickHouseFormat format, String what) throws SQLException {
    return complete(() -> client.query(sql, settings(sql, format)), ClickHouseClient::bytes, what);
  }

  /** The only value of a query's only row, as it is. */
  public String text(String sql) throws SQLException {
    return new String(query(sql, ClickHouseFormat.RawBLOB, sql), StandardCharsets.UTF_8);
  }

  /**
   * The rows of a query, each value as text.
   *
   * @param what the query does, for messages
   */
  public List<List<String>> rows(String sql, String what) throws SQLException {
    return complete(
        () -> client.query(sql, settings(sql, ClickHouseFormat.RowBinaryWithNamesAndTypes)),
        this::texts,
        what);
  }

  private static QuerySettings settings(String sql, ClickHouseFormat format) {
    int size = Math.max(DEFAULT_MAX_QUERY_SIZE, sql.length() + BYTES_AROUND);
    return new QuerySettings()
        .setFormat(format)
        .serverSetting("max_query_size", Integer.toString(size));
  }

  private static byte[] bytes(QueryResponse response) throws Exception {
    try (InputStream result = response.getInputStream()) {
      return result.readAllBytes();
    }
  }

  private List<List<String>> texts(QueryResponse response) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    InputStream result = response.getInputStream();
    try (result) {
      ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response);
      int columns = reader.getSchema().getColumns().size();
      while (reader.next() != null) {
        List<String> row = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
          row.add(reader.getString(column));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** Runs a statement that has no result. */
  public void execute(String sql) throws SQLException {
    CommandSettings settings = new CommandSettings();
    // readers see the new types at once; the rewriting of large tables is not waited for
    settings.serverSetting("alter_sync", "0");
    complete(() -> client.execute(sql, settings), ClickHouseClient::close, sql);
  }

  private static Void close(CommandResponse response) throws Exception {
    response.close();
    return null;
  }

  private interface Request<R> {
    CompletableFuture<R> send() throws Exception;
  }

  /** Reads and closes a response. */
  private interface Answer<R, T> {
    T read(R response) throws Exception;
  }

  private static <R, T> T complete(Request<R> request, Answer<R, T> answer, String what)
      throws SQLException {
    try {
      return answer.read(request.send().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while " + what, e);
    } catch (ExecutionException e) {
      throw failed(what, e.getCause());
    } catch (SQLException e) {
      throw e;
    } catch (Exception e) { // also from reading the response
      throw failed(what, e);
    }
  }

  /** Keeps ClickHouse's error code, which identifies the error. */
  private static SQLException failed(String what, Throwable cause) {
    int code = cause instanceof ServerException server ? server.getCode() : 0;
    return new SQLException(what + " failed: " + cause.getMessage(), null, code, cause);
  }
}

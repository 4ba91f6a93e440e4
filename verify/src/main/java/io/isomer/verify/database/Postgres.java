package io.isomer.verify.database;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A reading session of a PostgreSQL database, with the settings that the forms need. */
public final class Postgres implements AutoCloseable {

  /** 14 was the first with an aggregate that combines bits. */
  private static final int MIN_VERSION = 140_000;

  private static final int FETCH_ROWS = 1000;

  private static final String SETTINGS =
      "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET extra_float_digits = 1;"
          + " SET default_transaction_read_only = on; SET max_parallel_workers_per_gather = 0";

  /** Extensions' functions, such as hstore's, are where each was installed. */
  private static final String SEARCH_PATH =
      """
      SELECT set_config('search_path', concat_ws(', ', 'pg_catalog', (SELECT string_agg(DISTINCT
        quote_ident(n.nspname), ', ') FROM pg_extension e JOIN pg_namespace n
        ON n.oid = e.extnamespace WHERE n.nspname <> 'pg_catalog')), false)
      """;

  private final Connection connection;

  private Postgres(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param url a JDBC URL
   * @param user empty where the URL says it
   */
  public static Postgres connect(String url, String user, String password) throws SQLException {
    return connect(url, user, password, AnswerLimit.DEFAULT);
  }

  /**
   * @param url a JDBC URL; what it says of time-outs counts
   * @param user empty where the URL says it
   * @param answerLimit how long the server may send nothing
   */
  public static Postgres connect(String url, String user, String password, Duration answerLimit)
      throws SQLException {
    Properties properties = new Properties();
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", "isomer-verify");
    properties.setProperty("socketTimeout", String.valueOf(answerLimit.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true"); // long sums are silent, and so look idle
    Postgres postgres = new Postgres(PostgresUrl.connect(url, properties));
    try {
      postgres.prepare();
    } catch (SQLException e) {
      postgres.close();
      throw e;
    }
    return postgres;
  }

  private void prepare() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
    }
    value(SEARCH_PATH);
    int version = Integer.parseInt(value("SHOW server_version_num"));
    if (version < MIN_VERSION) {
      throw new SQLException("PostgreSQL 14 or newer is needed, this is " + version / 10_000);
    }
    connection.setAutoCommit(false); // so that the driver reads results in pieces
  }

  /** The session itself, for the catalog. */
  public Connection connection() {
    return connection;
  }

  /** Receives the rows of a query. */
  public interface RowTaker {
    /**
     * @param row null for NULL
     */
    void take(List<String> row) throws IOException;
  }

  /**
   * As {@link #value}, and commits what the query has done.
   *
   * @return null for NULL
   */
  public String commit(String sql) throws SQLException {
    String[] value = new String[1];
    try {
      read(sql, row -> value[0] = row.get(0));
      connection.commit();
    } catch (IOException e) {
      throw new IllegalStateException("an assignment does not throw", e);
    } finally {
      endTransaction();
    }
    return value[0];
  }

  /** Runs a statement, and leaves its transaction open. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Reads rows as one statement sees them, piece by piece, and leaves its transaction open. */
  public void read(String sql, RowTaker taker) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet result = statement.executeQuery(sql)) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> row = new ArrayList<>(columns);
          for (int i = 1; i <= columns; i++) {
            row.add(result.getString(i));
          }
          taker.take(row);
        }
      }
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  /** The only value of a query's only row; null for NULL. */
  public String value(String sql) throws SQLException {
    return rows(sql).get(0).get(0);
  }

  /** A query's rows, as one statement sees them; null for NULL. */
  public List<List<String>> rows(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try {
      read(sql, rows::add);
    } catch (IOException e) {
      throw new IllegalStateException("adding to a list does not throw", e);
    } finally {
      endTransaction();
    }
    return rows;
  }

  /** A snapshot is kept for one query alone; a connection that has broken off keeps none. */
  private void endTransaction() throws SQLException {
    if (!connection.isClosed() && !connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  private static SQLException explained(SQLException e) {
    return e.getCause() instanceof SocketTimeoutException
        ? new SQLException(
            "PostgreSQL has not answered within --answer-limit: it is frozen, or waits for a lock,"
                + " or needs longer for a range; see pg_stat_activity",
            e.getSQLState(),
            e)
        : e;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

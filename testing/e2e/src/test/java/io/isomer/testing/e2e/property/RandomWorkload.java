package io.isomer.testing.e2e.property;

import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.e2e.oracle.TableComparison;
import io.isomer.testing.e2e.property.type.Sql;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random tables in a schema of their own, with a connector, and random transactions on them that go
 * on when PostgreSQL was away: whatever it has lost of them, the tables are taken as they are.
 * Closing it drops the schema and the connector.
 */
public final class RandomWorkload implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int TABLES = 3;

  private static final String SHAPES =
      """
      SELECT c.relname, string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
        || a.attnotnull, ', ' ORDER BY a.attnum)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = ?::regnamespace AND c.relkind = 'r' AND c.relname <> 'signals'
      GROUP BY c.relname
      """;

  private final StackConfig config;
  private final String schema;
  private final Random random;
  private final StatementLog log = new StatementLog();
  private final List<SourceTable> tables = new ArrayList<>();
  private final SourceSchema source;
  private RandomTransactions work;
  private int transactions;

  /**
   * @param schema to be created
   */
  public RandomWorkload(StackConfig config, String schema, long seed) throws SQLException {
    this.config = config;
    this.schema = schema;
    this.random = new Random(seed);
    this.source = new SourceSchema(config, schema);
    connect();
  }

  private void connect() throws SQLException {
    work = new RandomTransactions(random, config, log, schema, tables);
  }

  /** Creates the first tables and their connector, and waits until it has read their rows. */
  public void begin(String topicPrefix) throws IOException, SQLException {
    for (int i = 0; i < TABLES; i++) {
      transactions += work.newTable();
    }
    source.connect(topicPrefix);
    source.awaitStreaming();
  }

  /** Runs some transactions; returns once PostgreSQL is there again when it has gone meanwhile. */
  public void step() throws SQLException {
    Map<SourceTable, List<SourceColumn>> columns = new HashMap<>();
    tables.forEach(table -> columns.put(table, List.copyOf(table.columns())));
    Map<String, String> shapes = new HashMap<>();
    surviving(() -> shapes.putAll(shapes()));
    if (!surviving(() -> transactions += work.next())) {
      while (!surviving(() -> adopt(columns, shapes))) {
        // PostgreSQL has gone once more
      }
    }
  }

  /** Changes each table once more, so that its newest schema is seen. */
  public void last() throws SQLException {
    while (!surviving(() -> work.last())) {
      // PostgreSQL has ended its connections since the last step
    }
  }

  private interface Action {
    void run() throws SQLException;
  }

  /** Returns false when PostgreSQL has gone meanwhile; it is there again. */
  private boolean surviving(Action action) throws SQLException {
    try {
      action.run();
      return true;
    } catch (SQLException e) {
      if (!isOutage(e)) {
        throw e;
      }
    }
    Await.until(
        "PostgreSQL to take connections again",
        LIMIT,
        () -> {
          connect();
          return true;
        });
    return false;
  }

  /** The connection broke, or the server is going down, is down, or comes up. */
  static boolean isOutage(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  /** Undoes what was noted of the tables and PostgreSQL has not committed. */
  private void adopt(Map<SourceTable, List<SourceColumn>> before, Map<String, String> shapes)
      throws SQLException {
    Map<String, String> now = shapes();
    for (SourceTable table : tables) {
      String shape = now.remove(table.name());
      if (before.containsKey(table) && shape.equals(shapes.get(table.name()))) {
        table.columns().clear();
        table.columns().addAll(before.get(table));
      }
    }
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement()) {
      for (String halfMade : now.keySet()) {
        statement.execute("DROP TABLE " + Sql.name(schema) + "." + Sql.name(halfMade));
      }
    }
  }

  private Map<String, String> shapes() throws SQLException {
    Map<String, String> shapes = new HashMap<>();
    try (Connection connection = PostgresPart.connect(config);
        PreparedStatement query = connection.prepareStatement(SHAPES)) {
      query.setString(1, schema);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          shapes.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return shapes;
  }

  /**
   * Compares all tables, whatever their types.
   *
   * @param database of the copies, which are named {@code schema.table}
   * @return what is not equal, in words
   */
  public List<String> differences(String database) throws IOException, SQLException {
    List<String> differences = new ArrayList<>();
    try (Connection postgres = PostgresPart.connect(config);
        Statement statement = postgres.createStatement()) {
      statement.execute("SET search_path = " + Sql.name(schema) + ", public");
      statement.execute("SET TIME ZONE 'UTC'"); // ranges of times show it
      for (SourceTable table : tables) {
        TableComparison.Result result =
            new TableComparison(
                    postgres, new ClickHouseSql(config), schema, table.name(), table.view(database))
                .compare();
        if (!result.identical()) {
          differences.add(table + ": " + result + "\n" + log.about(table.qualified()));
        }
      }
    }
    return differences;
  }

  /** The tables' full names, unquoted. */
  public List<String> tables() {
    return tables.stream().map(table -> schema + "." + table.name()).toList();
  }

  /** The connector's replication slot. */
  public String slot() {
    return schema;
  }

  public int transactions() {
    return transactions;
  }

  /** How many rows the statements have changed, also those that were undone. */
  public long rows() {
    return log.rows();
  }

  /** Why the connector has failed; empty when it has not. */
  public String failure() throws IOException {
    return source.failure();
  }

  /** Writes down all statements. */
  public void writeStatements(Path file) throws IOException {
    log.write(file);
  }

  @Override
  public void close() throws IOException, SQLException {
    work.close();
    source.close();
  }
}

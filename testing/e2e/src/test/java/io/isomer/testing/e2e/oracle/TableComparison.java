package io.isomer.testing.e2e.oracle;

import io.isomer.control.sql.ClickHouseSql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares a PostgreSQL table with its ClickHouse view: every row, every column, by value.
 *
 * <p>Both sides are read in key order as they come, so that the size of a table does not matter;
 * only where the databases order the key differently, as numbers, the rows are sorted here. A
 * snapshot of each is read, not of both together: compare while nothing changes, or repeat.
 */
public final class TableComparison {

  /** After so many different rows, reading on tells nothing new. */
  private static final int MAX_DIFFERENCES = 10;

  private final Connection postgres;
  private final ClickHouseSql clickhouse;
  private final TableShape shape;

  /**
   * A comparison of one table.
   *
   * @param postgres used by this comparison alone, not within a transaction
   * @param target the ClickHouse view, with its database
   */
  public TableComparison(
      Connection postgres, ClickHouseSql clickhouse, String schema, String table, String target)
      throws SQLException {
    try (Statement statement = postgres.createStatement()) {
      statement.execute("SET TIME ZONE 'UTC'"); // in which a range's text has its times
    }
    this.postgres = postgres;
    this.clickhouse = clickhouse;
    this.shape = TableShape.read(postgres, schema, table, target);
  }

  /**
   * What a comparison has found.
   *
   * @param rows how many different keys were seen
   * @param differences the first rows that differ
   */
  public record Result(long rows, List<Difference> differences) {

    public boolean identical() {
      return differences.isEmpty();
    }

    /** The verdict in words, with the first differing rows. */
    @Override
    public String toString() {
      if (identical()) {
        return "identical: " + rows + " rows compared, value by value";
      }
      return "different:\n  "
          + differences.stream().map(Difference::toString).collect(Collectors.joining("\n  "));
    }
  }

  /** The columns' names, in the order of {@link Row#values()}. */
  public List<String> columns() {
    return shape.names();
  }

  /** Compares all rows. */
  public Result compare() throws IOException, SQLException {
    List<Difference> differences = new ArrayList<>();
    long rows = 0;
    try (RowReader sources = inOrder(new PostgresRows(postgres, shape, ""));
        RowReader targets = inOrder(new ClickHouseRows(clickhouse, shape, ""))) {
      Row source = sources.next();
      Row target = targets.next();
      while ((source != null || target != null) && differences.size() < MAX_DIFFERENCES) {
        rows++;
        int order = source == null ? 1 : target == null ? -1 : source.compareTo(target);
        if (order != 0 || !source.equals(target)) {
          differences.add(
              new Difference(order > 0 ? null : source, order < 0 ? null : target, columns()));
        }
        source = order <= 0 ? sources.next() : source;
        target = order >= 0 ? targets.next() : target;
      }
    }
    return new Result(rows, List.copyOf(differences));
  }

  /**
   * The rows by key; all are read at once where the databases order the key's values differently.
   */
  private RowReader inOrder(RowReader rows) throws IOException, SQLException {
    return shape.ordersAlike() ? rows : new SortedRows(rows);
  }

  /**
   * Compares again and again until both sides are the same.
   *
   * @return the last result when the limit has passed
   */
  public Result compareWithin(Duration limit) throws IOException, SQLException {
    long deadline = System.nanoTime() + limit.toNanos();
    Result result = compare();
    while (!result.identical() && System.nanoTime() < deadline) {
      result = compare();
    }
    return result;
  }

  /** PostgreSQL's rows with these keys, for tables with a key of one column. */
  public List<Row> sourceRows(List<String> keys) throws IOException, SQLException {
    try (RowReader rows = new PostgresRows(postgres, shape, condition(keys, true))) {
      return rows.all();
    }
  }

  /** ClickHouse's rows with these keys, for tables with a key of one column. */
  public List<Row> targetRows(List<String> keys) throws IOException, SQLException {
    try (RowReader rows = new ClickHouseRows(clickhouse, shape, condition(keys, false))) {
      return rows.all();
    }
  }

  private String condition(List<String> keys, boolean source) {
    if (shape.keys().size() != 1) {
      throw new IllegalArgumentException("the key of " + shape.table() + " has several columns");
    }
    TableShape.Column key = shape.keys().get(0);
    String text =
        source
            ? key.form().postgresExpression(TableShape.inPostgres(key.name()))
            : key.form().clickhouseExpression(TableShape.inClickHouse(key.name()));
    return keys.stream()
        .map(k -> "'" + k.replace("'", "''") + "'")
        .collect(Collectors.joining(", ", " WHERE " + text + " IN (", ")"));
  }
}

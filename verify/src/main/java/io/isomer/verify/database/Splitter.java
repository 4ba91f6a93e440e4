package io.isomer.verify.database;

import io.isomer.postgressource.PostgresDialect;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.verify.form.ComparedColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts a table into ranges of about equal size: by the key's first column where both databases
 * order its values alike, else by the hash of the key.
 */
public final class Splitter {

  /** More would read the whole table too often where an index does not help. */
  private static final int MAX_UNINDEXED = 16;

  private static final int SAMPLED_PER_RANGE = 300;
  private static final double BYTES_PER_ROW = 100;

  private static final String SIZE =
      """
      SELECT sum(greatest(c.reltuples, 0))::int8, sum(pg_relation_size(c.oid))::int8
      FROM pg_class c
      WHERE c.oid = %1$s::regclass OR c.oid IN (SELECT relid FROM pg_partition_tree(%1$s::regclass))
      """;

  private static final String BYTE_ORDER =
      """
      SELECT coalesce(bool_or(co.collname IN ('C', 'POSIX') OR co.collname = 'default' AND
        (d.datcollate IN ('C', 'POSIX') OR to_jsonb(d) ->> 'datlocprovider' = 'b')), false)
      FROM pg_attribute a JOIN pg_collation co ON co.oid = a.attcollation
      JOIN pg_database d ON d.datname = current_database()
      WHERE a.attrelid = %s::regclass AND a.attname = %s
      """;

  private final Postgres postgres;
  private final ComparedTable table;
  private final long rangeRows;

  /**
   * @param rangeRows about how many rows a range is to have
   */
  public Splitter(Postgres postgres, ComparedTable table, long rangeRows) {
    this.postgres = postgres;
    this.table = table;
    this.rangeRows = rangeRows;
  }

  /**
   * A table's ranges, which together are all of it.
   *
   * @param rows about how many it has
   * @param bounds between the ranges, as texts; empty when the ranges are by the key's hash
   */
  public record Split(long rows, List<String> bounds, List<Range> ranges) {}

  /** Cuts the table by a sample of its rows. */
  public Split split() throws SQLException {
    long rows = estimate();
    ComparedColumn first = table.key().get(0);
    boolean indexed = first.isInteger() || first.isText() && inByteOrder(first);
    if (indexed || first.isUuid() || first.isText()) {
      List<String> bounds = bounds(first, rows, count(rows, indexed), indexed);
      return new Split(rows, bounds, between(first, bounds, indexed));
    }
    return new Split(rows, List.of(), byHash(count(rows, false)));
  }

  /**
   * The ranges of an earlier run.
   *
   * @param bounds of {@link Split#bounds}
   * @param count how many ranges there were
   */
  public Split again(List<String> bounds, int count) throws SQLException {
    ComparedColumn first = table.key().get(0);
    boolean indexed = first.isInteger() || first.isText() && inByteOrder(first);
    return new Split(
        estimate(), bounds, bounds.isEmpty() ? byHash(count) : between(first, bounds, indexed));
  }

  private int count(long rows, boolean indexed) {
    long size = indexed ? rangeRows : Math.max(rangeRows, rows / MAX_UNINDEXED);
    return (int) Math.max(1, rows / size);
  }

  private long estimate() throws SQLException {
    List<String> row = postgres.rows(SIZE.formatted(regclass())).get(0);
    long analyzed = Long.parseLong(row.get(0));
    return analyzed > 0 ? analyzed : (long) (Long.parseLong(row.get(1)) / BYTES_PER_ROW);
  }

  private String regclass() {
    return PostgresDialect.literal(table.postgres());
  }

  private boolean inByteOrder(ComparedColumn column) throws SQLException {
    return postgres
        .value(BYTE_ORDER.formatted(regclass(), PostgresDialect.literal(column.name())))
        .equals("t");
  }

  private List<String> bounds(ComparedColumn column, long rows, int count, boolean indexed)
      throws SQLException {
    if (count == 1) {
      return List.of();
    }
    double percent = 100.0 * count * SAMPLED_PER_RANGE / rows;
    List<String> fractions = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      fractions.add(String.valueOf((double) i / count));
    }
    String sql =
        "SELECT unnest(percentile_disc(ARRAY[%s]::float8[]) WITHIN GROUP (ORDER BY %s))::text FROM %s%s"
            .formatted(
                String.join(", ", fractions),
                ordered(column, indexed),
                table.postgres(),
                percent < 100 ? " TABLESAMPLE SYSTEM (" + percent + ")" : "");
    Set<String> bounds = new LinkedHashSet<>(); // a value that is frequent may come twice
    for (List<String> row : postgres.rows(sql)) {
      if (row.get(0) != null) {
        bounds.add(row.get(0));
      }
    }
    return List.copyOf(bounds);
  }

  private static String ordered(ComparedColumn column, boolean indexed) {
    return column.isText() && !indexed ? column.postgres() + " COLLATE \"C\"" : column.postgres();
  }

  private static List<Range> between(ComparedColumn column, List<String> bounds, boolean indexed) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i <= bounds.size(); i++) {
      List<String> source = new ArrayList<>();
      List<String> target = new ArrayList<>();
      if (i > 0) {
        source.add(ordered(column, indexed) + " >= " + inPostgres(column, bounds.get(i - 1)));
        target.add(comparable(column) + " >= " + inClickHouse(column, bounds.get(i - 1)));
      }
      if (i < bounds.size()) {
        source.add(ordered(column, indexed) + " < " + inPostgres(column, bounds.get(i)));
        target.add(comparable(column) + " < " + inClickHouse(column, bounds.get(i)));
      }
      ranges.add(new Range(i, condition(source), condition(target)));
    }
    return ranges;
  }

  private static String condition(List<String> parts) {
    return parts.isEmpty() ? "true" : String.join(" AND ", parts);
  }

  private static String inPostgres(ComparedColumn column, String bound) {
    return column.keyOfText(PostgresDialect.literal(bound));
  }

  /** ClickHouse orders UUIDs by their halves, PostgreSQL by their bytes. */
  private static String comparable(ComparedColumn column) {
    return column.isUuid() ? "UUIDToNum(" + column.clickhouse() + ")" : column.clickhouse();
  }

  private static String inClickHouse(ComparedColumn column, String bound) {
    return column.isUuid()
        ? "UUIDStringToNum(" + ClickHouseDialect.literal(bound) + ")"
        : column.isInteger() ? bound : ClickHouseDialect.literal(bound);
  }

  private List<Range> byHash(int count) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ranges.add(
          count == 1
              ? Range.ALL
              : new Range(
                  i, PostgresRows.slice(table, count, i), ClickHouseRows.slice(table, count, i)));
    }
    return ranges;
  }
}

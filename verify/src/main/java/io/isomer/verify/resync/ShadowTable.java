package io.isomer.verify.resync;

import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.VersionFloor;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.CopyCatalog;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A second table next to a target table. A materialized view copies what the job inserts into the
 * target table from then on. At the end the two tables exchange their names.
 */
final class ShadowTable implements AutoCloseable {

  private static final String SUFFIX = NameTemplate.REBUILT_SUFFIX;
  private static final String CAPTURE_SUFFIX = SUFFIX + "_capture";
  private static final long POLL_MILLIS = 20;

  private final ClickHouse clickhouse;
  private final CopyCatalog targets;
  private final String table;

  /**
   * @param table the target table, unquoted
   */
  ShadowTable(ClickHouse clickhouse, String table) {
    this.clickhouse = clickhouse;
    this.targets = new CopyCatalog(clickhouse);
    this.table = table;
  }

  /** In quotes, with its database. */
  String quotedName() {
    return targets.name(table + SUFFIX);
  }

  private String original() {
    return targets.name(table);
  }

  /** Creates the table and the view that fills it, and replaces those of an interrupted run. */
  void create() throws IOException {
    close();
    clickhouse.rows("CREATE TABLE %s AS %s".formatted(quotedName(), original()));
    clickhouse.rows(
        "CREATE MATERIALIZED VIEW %s TO %s AS SELECT * FROM %s"
            .formatted(targets.name(table + CAPTURE_SUFFIX), quotedName(), original()));
  }

  /** The version floor of the original. */
  RowVersion floor() throws IOException {
    return targets.floor(table);
  }

  /** Raises the floor of the shadow table, under its present name, which the job knows. */
  void takeFloor(RowVersion floor) throws IOException {
    if (!floor.equals(RowVersion.ZERO) && targets.hasTruncations()) {
      clickhouse.rows(
          VersionFloor.raise(clickhouse.database(), table + SUFFIX, "toUInt128('" + floor + "')"));
    }
  }

  /** Whether the job has altered the original since. */
  boolean hasOtherColumns() throws IOException {
    return !targets.columns(table).equals(targets.columns(table + SUFFIX));
  }

  /**
   * Exchanges the names of the two tables. A running insert may have seen the original without the
   * view, so its rows are inserted again. That is harmless for rows that the table has already:
   * their version is the same.
   */
  void exchange() throws IOException, InterruptedException {
    clickhouse.rows("SYSTEM STOP MERGES " + original()); // so that parts identify inserts
    Set<String> before = new HashSet<>(parts(table));
    try {
      clickhouse.rows("EXCHANGE TABLES %s AND %s".formatted(original(), quotedName()));
    } catch (IOException e) {
      clickhouse.rows("SYSTEM START MERGES " + original());
      throw e;
    }
    awaitInserts();
    List<String> added = parts(table + SUFFIX).stream().filter(p -> !before.contains(p)).toList();
    if (!added.isEmpty()) {
      clickhouse.rows(
          "INSERT INTO %s SELECT * FROM %s WHERE _part IN (%s)"
              .formatted(
                  original(),
                  quotedName(),
                  String.join(", ", added.stream().map(ClickHouseDialect::literal).toList())));
    }
  }

  /** Raises the floor of the original name to the floor of the shadow table. */
  void passOnFloor() throws IOException {
    if (targets.hasTruncations()) {
      clickhouse.rows(
          VersionFloor.raise(
              clickhouse.database(),
              table,
              VersionFloor.of(clickhouse.database(), table + SUFFIX)));
    }
  }

  private List<String> parts(String name) throws IOException {
    return clickhouse
        .rows(
            "SELECT name FROM system.parts WHERE database = %s AND table = %s AND active"
                .formatted(
                    ClickHouseDialect.literal(clickhouse.database()),
                    ClickHouseDialect.literal(name)))
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  /** Waits for the inserts that may have begun with the tables under their previous names. */
  private void awaitInserts() throws IOException, InterruptedException {
    String sql = "SELECT query_id FROM system.processes WHERE query_kind = 'Insert'";
    Set<List<String>> running = new HashSet<>(clickhouse.rows(sql));
    while (!running.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      running.retainAll(clickhouse.rows(sql));
    }
  }

  /** Removes the view, and the table with the shadow's name. */
  @Override
  public void close() throws IOException {
    clickhouse.rows("DROP VIEW IF EXISTS " + targets.name(table + CAPTURE_SUFFIX) + " SYNC");
    clickhouse.rows("DROP TABLE IF EXISTS " + quotedName() + " SYNC");
    if (targets.hasTruncations()) {
      clickhouse.rows(VersionFloor.remove(clickhouse.database(), table + SUFFIX));
    }
  }
}

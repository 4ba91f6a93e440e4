package io.isomer.verify.database;

import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.SystemColumns;
import io.isomer.targetformat.SystemTable;
import io.isomer.targetformat.VersionFloor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the copies' tables and views in ClickHouse. */
public final class CopyCatalog {

  private final ClickHouse clickhouse;

  public CopyCatalog(ClickHouse clickhouse) {
    this.clickhouse = clickhouse;
  }

  /** The columns' types by their names; empty where there is no such table or view. */
  public Map<String, String> columns(String table) throws IOException {
    Map<String, String> columns = new LinkedHashMap<>();
    for (List<String> row :
        clickhouse.rows(
            "SELECT name, type FROM system.columns WHERE database = %s AND table = %s ORDER BY position"
                .formatted(
                    ClickHouseDialect.literal(clickhouse.database()),
                    ClickHouseDialect.literal(table)))) {
      columns.put(row.get(0), row.get(1));
    }
    return columns;
  }

  /** The table's engine; empty where there is no such table or view. */
  public String engine(String table) throws IOException {
    List<List<String>> rows =
        clickhouse.rows(
            "SELECT engine FROM system.tables WHERE database = %s AND name = %s"
                .formatted(
                    ClickHouseDialect.literal(clickhouse.database()),
                    ClickHouseDialect.literal(table)));
    return rows.isEmpty() ? "" : rows.get(0).get(0);
  }

  /** A FROM clause for the table's rows as they are: merged, and without truncated ones. */
  public String rowsOf(String table) throws IOException {
    String name = name(table);
    if (!engine(table).contains("ReplacingMergeTree")) {
      return name;
    }
    if (!columns(table).containsKey(SystemColumns.VERSION) || !hasTruncations()) {
      return name + " FINAL";
    }
    return "(SELECT * FROM %s FINAL WHERE %s)"
        .formatted(
            name, VersionFloor.condition(SystemColumns.VERSION, clickhouse.database(), table));
  }

  /** The version floor of a table; {@link RowVersion#ZERO} where it was never raised. */
  public RowVersion floor(String table) throws IOException {
    return hasTruncations()
        ? RowVersion.parse(
            clickhouse
                .rows("SELECT toString(" + VersionFloor.of(clickhouse.database(), table) + ")")
                .get(0)
                .get(0))
        : RowVersion.ZERO;
  }

  /** Whether the database has version floors. */
  public boolean hasTruncations() throws IOException {
    return !engine(SystemTable.TRUNCATIONS.tableName()).isEmpty();
  }

  /** The table with its database, in quotes. */
  public String name(String table) {
    return ClickHouseDialect.qualified(clickhouse.database(), table);
  }
}

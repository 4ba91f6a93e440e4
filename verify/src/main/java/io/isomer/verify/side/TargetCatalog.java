package io.isomer.verify.side;

import io.isomer.verify.form.Quote;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What ClickHouse knows of its tables. */
public final class TargetCatalog {

  private static final String TRUNCATIONS = "isomer_truncations";
  private static final String VERSION = "_version";

  private final ClickHouse clickhouse;

  public TargetCatalog(ClickHouse clickhouse) {
    this.clickhouse = clickhouse;
  }

  /** The columns' types by their names; empty where there is no such table or view. */
  public Map<String, String> columns(String table) throws IOException {
    Map<String, String> columns = new LinkedHashMap<>();
    for (List<String> row :
        clickhouse.rows(
            "SELECT name, type FROM system.columns WHERE database = %s AND table = %s ORDER BY position"
                .formatted(
                    Quote.clickhouseText(clickhouse.database()), Quote.clickhouseText(table)))) {
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
                    Quote.clickhouseText(clickhouse.database()), Quote.clickhouseText(table)));
    return rows.isEmpty() ? "" : rows.get(0).get(0);
  }

  /** A FROM clause for the table's rows as they are: merged, and without truncated ones. */
  public String rowsOf(String table) throws IOException {
    String name = name(table);
    if (!engine(table).contains("ReplacingMergeTree")) {
      return name;
    }
    if (!columns(table).containsKey(VERSION) || engine(TRUNCATIONS).isEmpty()) {
      return name + " FINAL";
    }
    return "(SELECT * FROM %s FINAL WHERE %s >= %s)".formatted(name, VERSION, floor(table));
  }

  /** An expression: the lowest version that a truncation, or a snapshot, has left to be shown. */
  public String floor(String table) {
    return "(SELECT max(floor) FROM %s WHERE table_name = %s)"
        .formatted(name(TRUNCATIONS), Quote.clickhouseText(table));
  }

  /** Whether truncations are known in the database. */
  public boolean hasTruncations() throws IOException {
    return !engine(TRUNCATIONS).isEmpty();
  }

  /** The table with its database, in quotes. */
  public String name(String table) {
    return Quote.clickhouse(clickhouse.database()) + "." + Quote.clickhouse(table);
  }
}

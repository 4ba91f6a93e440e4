package io.isomer.verify.database;

import io.isomer.postgressource.SourceTable;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.SystemColumns;
import io.isomer.verify.form.ComparedColumn;
import io.isomer.verify.form.RowHash;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Repairs rows: writes the source's rows, or their deletion, with a version just above the copy's.
 *
 * <p>The copy's versions are read first, the source's rows after them. So the source's rows include
 * every change that the copy had then. Each later change has a version that is higher by at least
 * 8, a log position. It wins, whether the copy receives it before or after the repair.
 */
public final class RowRepair {

  private static final String VERSION_FIELD = "isomer_insert_version";

  /** Few inserts of many rows: many would be more parts than ClickHouse merges. */
  private static final int ROWS_PER_STEP = 500;

  /** So that few rows' values are held at a time. */
  private static final int ROWS_PER_QUERY = 50;

  private final ComparedTable table;
  private final String target;
  private final CopyCatalog targets;
  private final PostgresRows source;
  private final Postgres postgres;
  private final ClickHouse clickhouse;

  private RowRepair(ComparedTable table, String target, Postgres postgres, ClickHouse clickhouse) {
    this.table = table;
    this.target = target;
    this.targets = new CopyCatalog(clickhouse);
    this.source = new PostgresRows(postgres, table);
    this.postgres = postgres;
    this.clickhouse = clickhouse;
  }

  /**
   * @param resolver finds the table that has the versions
   * @throws UncomparableException when it is not such a table
   */
  public static RowRepair of(
      SourceTable source, TableResolver resolver, Postgres postgres, ClickHouse clickhouse)
      throws IOException {
    String target = resolver.targetName(source);
    CopyCatalog targets = new CopyCatalog(clickhouse);
    Map<String, String> types = targets.columns(target);
    boolean versioned =
        SystemColumns.VERSION_TYPE.equals(types.get(SystemColumns.VERSION))
            && SystemColumns.IS_DELETED_TYPE.equals(types.get(SystemColumns.IS_DELETED))
            && targets.engine(target).contains("ReplacingMergeTree");
    if (!versioned) {
      throw new UncomparableException(
          "%s.%s is not a ReplacingMergeTree with %s. Name the table to repair with --versions"
              .formatted(clickhouse.database(), target, SystemColumns.DEFINITIONS));
    }
    ComparedTable table = resolver.resolve(source);
    List<String> others = new ArrayList<>(types.keySet());
    others.removeAll(table.names());
    others.removeAll(SystemColumns.NAMES);
    if (!others.isEmpty()) {
      throw new UncomparableException(
          "%s cannot be repaired: a repaired row would lose its values of %s, which are not compared"
              .formatted(table.target(), String.join(", ", others)));
    }
    return new RowRepair(table, target, postgres, clickhouse);
  }

  /** The versions to write, one above the copy's, by the key's hash. */
  public record Versions(Map<String, List<String>> keys, Map<String, RowVersion> next) {}

  /** Rows as they are to be written, in INSERTs of many. */
  public record Writes(List<String> statements) {}

  /**
   * Does all steps.
   *
   * @param rows keys by their hash
   */
  public void repair(Map<String, List<String>> rows) throws IOException, SQLException {
    if ("t".equals(postgres.value("SELECT pg_is_in_recovery()"))) {
      throw new UncomparableException(
          "a repair must read the primary: a standby may lack changes that the copy has");
    }
    Map<String, List<String>> step = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> row : rows.entrySet()) {
      step.put(row.getKey(), row.getValue());
      if (step.size() == ROWS_PER_STEP) {
        repairStep(step);
        step.clear();
      }
    }
    if (!step.isEmpty()) {
      repairStep(step);
    }
  }

  private void repairStep(Map<String, List<String>> keys) throws IOException, SQLException {
    read(versions(keys), this::write);
  }

  /**
   * Step 1: the versions to write, one above the copy's.
   *
   * @param keys by their hash
   */
  public Versions versions(Map<String, List<String>> keys) throws IOException {
    RowVersion floor = targets.floor(target);
    Map<String, RowVersion> next = new HashMap<>();
    String hash = "lower(hex(" + RowHash.clickhouse(table.key()) + "))";
    for (List<String> row :
        clickhouse.rows(
            "SELECT %s AS isomer_verify_hash, toString(max(%s)) FROM %s WHERE %s GROUP BY isomer_verify_hash"
                .formatted(
                    hash,
                    SystemColumns.VERSION,
                    targets.name(target),
                    ClickHouseRows.isAmong(table.key(), keys.values())))) {
      RowVersion above = RowVersion.parse(row.get(1)).next();
      next.put(row.get(0), above.compareTo(floor) > 0 ? above : floor);
    }
    keys.keySet().forEach(each -> next.putIfAbsent(each, floor));
    return new Versions(Map.copyOf(keys), next);
  }

  /** Takes rows to write, some at a time. */
  @FunctionalInterface
  public interface Writer {
    void write(Writes writes) throws IOException, SQLException;
  }

  /** Step 2: the source's rows, all read after all the versions. */
  public void read(Versions versions, Writer writer) throws IOException, SQLException {
    TextInsert rows = insert(table.columns(), false);
    TextInsert deletions = insert(table.key(), true);
    List<Map.Entry<String, List<String>>> keys = new ArrayList<>(versions.keys().entrySet());
    for (int i = 0; i < keys.size(); i += ROWS_PER_QUERY) {
      List<Map.Entry<String, List<String>>> some =
          keys.subList(i, Math.min(keys.size(), i + ROWS_PER_QUERY));
      Map<String, List<String>> found =
          source.values(some.stream().map(Map.Entry::getValue).toList());
      for (Map.Entry<String, List<String>> key : some) {
        List<String> row = found.get(key.getKey());
        String version = versions.next().get(key.getKey()).toString();
        if (row == null) {
          deletions.add(key.getValue(), version);
        } else {
          rows.add(row, version);
        }
      }
      if (rows.isLong()) {
        writer.write(taken(rows));
      }
    }
    writer.write(taken(rows, deletions));
  }

  private TextInsert insert(List<ComparedColumn> columns, boolean deleted) {
    return new TextInsert(
        table,
        targets.name(target),
        columns,
        VERSION_FIELD + " " + SystemColumns.VERSION_TYPE,
        VERSION_FIELD,
        deleted);
  }

  private static Writes taken(TextInsert... inserts) {
    List<String> statements = new ArrayList<>();
    for (TextInsert insert : inserts) {
      if (insert.rows() > 0) {
        statements.add(insert.take());
      }
    }
    return new Writes(statements);
  }

  /** Step 3. */
  public void write(Writes writes) throws IOException {
    for (String statement : writes.statements()) {
      clickhouse.rows(statement);
    }
  }
}

package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.changelog.TableId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How things are said in ClickHouse's SQL. Immutable and stateless. */
public final class ClickHouseDialect {

  /** The table of the versions below which a target table's rows are gone. */
  public static final String TRUNCATIONS = "isomer_truncations";

  /** Creates {@link #TRUNCATIONS}. */
  public static final String CREATE_TRUNCATIONS =
      "CREATE TABLE "
          + TRUNCATIONS
          + " (table_name String, floor UInt128) ENGINE = ReplacingMergeTree(floor)"
          + " ORDER BY table_name";

  private ClickHouseDialect() {}

  /** An identifier in back-ticks. */
  public static String quote(String identifier) {
    return "`" + identifier.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  /** A string literal. */
  public static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /**
   * The name of a source table's target table, unquoted.
   *
   * @param template a name in which {@code {schema}} and {@code {table}} stand for the source's
   */
  public static String targetName(String template, TableId table) {
    int at = 0;
    StringBuilder name = new StringBuilder();
    while (at < template.length()) { // in one pass: the source's names may hold braces themselves
      if (template.startsWith("{schema}", at)) {
        name.append(table.schema());
        at += "{schema}".length();
      } else if (template.startsWith("{table}", at)) {
        name.append(table.name());
        at += "{table}".length();
      } else {
        name.append(template.charAt(at++));
      }
    }
    return name.toString();
  }

  /** Creates the target table of a source table. */
  public static String createTable(ChangelogSchema schema, String name) {
    List<Column> key = Arrays.stream(schema.keyColumns()).mapToObj(schema.columns()::get).toList();
    String columns =
        schema.columns().stream()
            .map(column -> quote(column.name()) + " " + typeOf(column, key))
            .collect(Collectors.joining(", "));
    String order =
        key.stream().map(column -> quote(column.name())).collect(Collectors.joining(", "));
    return "CREATE TABLE %s (%s, %s UInt128, %s UInt8) ENGINE = %s ORDER BY (%s)"
        .formatted(
            quote(name), columns, TargetTable.VERSION, TargetTable.IS_DELETED, engine(), order);
  }

  /** A sorting key takes no Nullable column, and a primary key has no NULL. */
  private static String typeOf(Column column, List<Column> key) {
    return TargetTypeMapping.clickHouseType(
        key.contains(column) ? new Column(column.name(), column.type(), false) : column);
  }

  static String engine() {
    return "ReplacingMergeTree(" + TargetTable.VERSION + ", " + TargetTable.IS_DELETED + ")";
  }

  /** Adds the column that a source table has got. */
  public static String addColumn(TargetTable table, Column column) {
    return "ALTER TABLE %s ADD COLUMN %s %s"
        .formatted(
            table.quotedName(), quote(column.name()), TargetTypeMapping.clickHouseType(column));
  }

  /**
   * Creates the view that shows a target table as its source table is: without deleted and
   * truncated rows, old versions and the columns of ours.
   *
   * @param view the view's name, unquoted
   * @param target the target table's name, unquoted
   */
  public static String createView(String view, String target) {
    return ("CREATE VIEW %s AS SELECT * EXCEPT (%s, %s) FROM %s FINAL WHERE %s >="
            + " (SELECT max(floor) FROM %s WHERE table_name = %s)")
        .formatted(
            quote(view),
            TargetTable.VERSION,
            TargetTable.IS_DELETED,
            quote(target),
            TargetTable.VERSION,
            TRUNCATIONS,
            literal(target));
  }
}

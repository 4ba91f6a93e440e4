package io.isomer.clickhouse.table;

import static io.isomer.targetformat.ClickHouseDialect.quote;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.clickhouse.type.TargetTypeMapping;
import io.isomer.targetformat.SystemColumns;
import io.isomer.targetformat.TargetEngine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that create and alter target tables. Each can be repeated without harm. */
public final class TableDdl {

  private TableDdl() {}

  /**
   * Creates the target table of a source table.
   *
   * @param defaults the DEFAULT clause of a column, or an empty text
   */
  public static String createTable(
      ChangelogSchema schema, String name, TargetLayout layout, DefaultClause defaults) {
    List<Column> key = Arrays.stream(schema.keyColumns()).mapToObj(schema.columns()::get).toList();
    String columns =
        schema.columns().stream()
            .map(
                column ->
                    key.contains(column)
                        ? quote(column.name())
                            + " "
                            + TargetTypeMapping.clickHouseType(column.type(), false)
                        : definition(column, defaults))
            .collect(Collectors.joining(", "));
    return "CREATE TABLE IF NOT EXISTS %s (%s, %s) %s"
        .formatted(layout.named(name), columns, SystemColumns.DEFINITIONS, layout.clauses(schema));
  }

  private static String definition(Column column, DefaultClause defaults) {
    String type = TargetTypeMapping.clickHouseType(column);
    return quote(column.name()) + " " + type + defaults.of(column);
  }

  /** Adds the column that a source table has got. */
  public static String addColumn(TargetTable table, Column column) {
    return alter(table, List.of(addition(column, c -> "")));
  }

  /**
   * A part of {@link #alter}: rows from before have no value in the column, so it can be NULL,
   * whether the source's can or not.
   */
  public static String addition(Column column, DefaultClause defaults) {
    Column added = new Column(column.name(), column.type(), true, column.defaultValue());
    return "ADD COLUMN IF NOT EXISTS " + definition(added, defaults);
  }

  /** A part of {@link #alter}. */
  public static String modification(String column, String type) {
    return "MODIFY COLUMN " + quote(column) + " " + type;
  }

  /** Makes all the changes at once; existing rows are rewritten in the background. */
  public static String alter(TargetTable table, List<String> changes) {
    return alter(table, TargetEngine.DEFAULT, changes);
  }

  /** As {@link #alter}, on the cluster of the engine. */
  public static String alter(TargetTable table, TargetEngine engine, List<String> changes) {
    return "ALTER TABLE "
        + table.quotedName()
        + engine.onCluster()
        + " "
        + String.join(", ", changes);
  }

  /** The DEFAULT clause of a column with a space in front, or an empty text. */
  @FunctionalInterface
  public interface DefaultClause {
    String of(Column column);
  }
}

package io.isomer.clickhouse.table;

import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.type.TargetColumn;
import io.isomer.targetformat.type.TimeRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A ClickHouse table that a source table's changes go to.
 *
 * @param database its database
 * @param name its name, unquoted
 * @param engine the engine with all that follows it, as {@code system.tables.engine_full} has it
 * @param sortingKey the sorting key's expressions, as {@code system.tables.sorting_key} has them
 * @param columns the columns that an INSERT can name, in the table's order
 * @param timeRange of the server's dates and timestamps
 */
public record TargetTable(
    String database,
    String name,
    String engine,
    String sortingKey,
    List<TargetColumn> columns,
    TimeRange timeRange) {

  public TargetTable {
    columns = columns.stream().map(column -> column.within(timeRange)).toList();
  }

  public Map<String, TargetColumn> columnsByName() {
    Map<String, TargetColumn> byName = new LinkedHashMap<>();
    columns.forEach(column -> byName.put(column.name(), column));
    return byName;
  }

  /** The table with its database, quoted for a statement. */
  public String quotedName() {
    return ClickHouseDialect.qualified(database, name);
  }

  /** The table as messages name it. */
  @Override
  public String toString() {
    return database + "." + name;
  }
}

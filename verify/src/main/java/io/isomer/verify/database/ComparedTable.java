package io.isomer.verify.database;

import io.isomer.verify.form.ComparedColumn;
import java.util.List;

/**
 * A table and its copy.
 *
 * @param source {@code schema.table}, for people
 * @param target {@code database.table}, for people
 * @param postgres the source in PostgreSQL's quotes
 * @param clickhouse a query's FROM clause for the copy's rows as they are, in ClickHouse's quotes
 * @param columns in the order of the source
 * @param key the primary key's columns
 * @param uncompared source columns that the copy does not have and need not have
 */
public record ComparedTable(
    String source,
    String target,
    String postgres,
    String clickhouse,
    List<ComparedColumn> columns,
    List<ComparedColumn> key,
    List<String> uncompared) {

  public ComparedTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    uncompared = List.copyOf(uncompared);
  }

  /** The columns' names. */
  public List<String> names() {
    return columns.stream().map(ComparedColumn::name).toList();
  }

  /** The key columns' names. */
  public List<String> keyNames() {
    return key.stream().map(ComparedColumn::name).toList();
  }
}

package io.isomer.clickhouse;

import java.io.Serializable;

/**
 * What the writer may create.
 *
 * @param createTables whether it creates the tables and views that are missing
 * @param viewTemplate the name of a target table's view, with {@code {schema}} and {@code {table}};
 *     empty for none
 */
record SchemaPolicy(boolean createTables, String viewTemplate) implements Serializable {

  private static final long serialVersionUID = 1;

  /** Missing tables are created, and views called as the source tables are. */
  static final SchemaPolicy DEFAULT = new SchemaPolicy(true, "{table}");

  boolean hasViews() {
    return !viewTemplate.isEmpty();
  }
}

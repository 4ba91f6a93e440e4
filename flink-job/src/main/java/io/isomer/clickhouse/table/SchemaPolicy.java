package io.isomer.clickhouse.table;

import io.isomer.tables.SourceRule;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.SystemColumns;
import io.isomer.targetformat.TargetEngine;
import java.io.Serializable;

/**
 * What the writer may create of a source table's target, and what is special about it.
 *
 * @param createTables whether it creates the tables and views that are missing
 * @param viewTemplate the name of a target table's view, with {@code {schema}} and {@code {table}};
 *     empty for none
 * @param layout what a created table is like
 * @param columns which of the source's columns have another name
 */
public record SchemaPolicy(
    boolean createTables, String viewTemplate, TargetLayout layout, SourceRule columns)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** Missing tables are created, and views called as the source tables are. */
  public static final SchemaPolicy DEFAULT = new SchemaPolicy(true, NameTemplate.VIEW);

  /** With nothing special. */
  public SchemaPolicy(boolean createTables, String viewTemplate) {
    this(createTables, viewTemplate, TargetLayout.DEFAULT, SourceRule.NONE);
  }

  public boolean hasViews() {
    return !viewTemplate.isEmpty();
  }

  public TargetEngine engine() {
    return layout.engine();
  }

  /** The name in the source of a column of the target table. */
  public String sourceName(String targetColumn) {
    return columns.sourceName(SystemColumns.sourceName(targetColumn));
  }
}

package io.isomer.clickhouse.table;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.targetformat.SystemColumns;
import java.util.List;

/** A source table's schema with the column names of its target table. */
public final class TargetSchema {

  private TargetSchema() {}

  /**
   * The schema with the names of the target table.
   *
   * @throws UnfitTableException when a source column has the name under which the target stores
   *     another source column
   */
  public static ChangelogSchema of(ChangelogSchema schema) throws UnfitTableException {
    List<Column> columns = schema.columns();
    for (Column column : columns) {
      String meant = SystemColumns.sourceName(column.name());
      if (!meant.equals(column.name())) {
        throw new UnfitTableException(
            "source table %s has a column %s, the name under which the target tables store a source's"
                    .formatted(schema.table(), column.name())
                + " own column %s; rename it, or leave it out with Debezium's column.exclude.list"
                    .formatted(meant));
      }
    }
    if (columns.stream().noneMatch(column -> SystemColumns.isReserved(column.name()))) {
      return schema;
    }
    List<Column> renamed =
        columns.stream().map(c -> c.named(SystemColumns.targetName(c.name()))).toList();
    return new ChangelogSchema(schema.topic(), schema.table(), renamed, schema.keyColumns());
  }
}

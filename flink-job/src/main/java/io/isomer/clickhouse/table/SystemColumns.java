package io.isomer.clickhouse.table;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import java.util.List;
import java.util.Set;

/**
 * Keeps a source's columns apart from those that a target table has for itself. A source column of
 * such a name is stored under another one; the view shows it under its own.
 */
public final class SystemColumns {

  private static final Set<String> RESERVED = Set.of(TargetTable.VERSION, TargetTable.IS_DELETED);
  private static final String SUFFIX = "__source";

  private SystemColumns() {}

  static boolean isReserved(String sourceColumn) {
    return RESERVED.contains(sourceColumn);
  }

  /** The name that a source's column has in the target table. */
  public static String targetName(String sourceColumn) {
    return isReserved(sourceColumn) ? sourceColumn + SUFFIX : sourceColumn;
  }

  /** The name that a target's column has in the source table. */
  public static String sourceName(String targetColumn) {
    String name =
        targetColumn.endsWith(SUFFIX)
            ? targetColumn.substring(0, targetColumn.length() - SUFFIX.length())
            : targetColumn;
    return isReserved(name) ? name : targetColumn;
  }

  /**
   * The schema with the names of the target table.
   *
   * @throws UnfitTableException when the source has a column of such another name itself
   */
  public static ChangelogSchema renamed(ChangelogSchema schema) throws UnfitTableException {
    List<Column> columns = schema.columns();
    for (Column column : columns) {
      if (!sourceName(column.name()).equals(column.name())) {
        throw new UnfitTableException(
            "source table %s has a column %s, the name under which the target tables store a source's"
                    .formatted(schema.table(), column.name())
                + " own column %s; rename it, or leave it out with Debezium's column.exclude.list"
                    .formatted(sourceName(column.name())));
      }
    }
    if (columns.stream().noneMatch(column -> isReserved(column.name()))) {
      return schema;
    }
    List<Column> renamed = columns.stream().map(c -> c.named(targetName(c.name()))).toList();
    return new ChangelogSchema(schema.topic(), schema.table(), renamed, schema.keyColumns());
  }
}

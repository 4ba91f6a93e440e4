package io.isomer.clickhouse.schema;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.targetformat.RowVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * What a source table looked like at some version: there was a change of that version with these
 * columns.
 *
 * @param version the change's
 * @param source the table's name with its schema
 * @param columns the columns' names as PostgreSQL has them
 * @param types the columns' types, as {@link io.isomer.changelog.ColumnType} names them
 */
public record SchemaVersion(
    RowVersion version, String source, List<String> columns, List<String> types) {

  public SchemaVersion {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
  }

  public static SchemaVersion of(ChangelogSchema schema, RowVersion version) {
    List<String> columns = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (Column column : schema.columns()) {
      columns.add(column.name());
      types.add(column.type().toString());
    }
    return new SchemaVersion(version, schema.table().toString(), columns, types);
  }

  boolean has(String column) {
    return columns.contains(column);
  }

  boolean hasSameType(Column column) {
    int at = columns.indexOf(column.name());
    return at >= 0 && types.get(at).equals(column.type().toString());
  }

  /** Whether the column's type is the same except for its digits or elements. */
  boolean hasSameKind(Column column) {
    String type = types.get(columns.indexOf(column.name()));
    return type.split("[(<]", 2)[0].equals(column.type().kind().toString());
  }

  /** Whether the column's type is of the same kind, or of one to which that widens. */
  boolean hasSameOrWiderKind(Column column) {
    String type = types.get(columns.indexOf(column.name()));
    return hasSameKind(column)
        || switch (column.type().kind()) {
          case INT16 -> type.equals("INT32") || type.equals("INT64");
          case INT32 -> type.equals("INT64");
          case FLOAT32 -> type.equals("FLOAT64");
          default -> false;
        };
  }

  boolean hasSameColumns(SchemaVersion other) {
    return columns.equals(other.columns) && types.equals(other.types);
  }
}

package io.isomer.control.ddl;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.changelog.TableId;
import io.isomer.postgressource.ReplicaIdentity;
import io.isomer.postgressource.SourceColumn;
import io.isomer.postgressource.SourceTable;
import io.isomer.postgressource.preflight.UnreplicatedTypeException;
import io.isomer.tables.SourceRule;
import java.util.ArrayList;
import java.util.List;

/**
 * What the connector's messages will say of a table.
 *
 * @param schema as the job gets to see it, its rules applied
 * @param remarks on columns that will not be there, and why
 */
public record SourceSchema(ChangelogSchema schema, List<String> remarks) {

  public SourceSchema {
    remarks = List.copyOf(remarks);
  }

  /**
   * @throws IllegalArgumentException for a table that is not replicated; says what to do
   */
  public static SourceSchema of(SourceTable table, SourceRule rule) {
    List<String> key = key(table, rule);
    List<Column> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (SourceColumn column : table.columns()) {
      if (rule.excludes(column.name())) {
        continue;
      }
      if (column.generation() == SourceColumn.Generation.VIRTUAL) {
        remarks.add("column " + column.name() + " is generated VIRTUAL, and not replicated");
        continue;
      }
      try {
        names.add(column.name());
        columns.add(
            new Column(
                rule.targetName(column.name()),
                ConnectorTypes.of(column.type()),
                !column.notNull()));
      } catch (UnreplicatedTypeException e) {
        names.remove(column.name());
        if (!e.leftOut()) {
          throw new IllegalArgumentException(
              table.fullName() + ", column " + column.name() + ": " + e.getMessage(), e);
        }
        remarks.add("column " + column.name() + ": " + e.getMessage());
      }
    }
    int[] positions = key.stream().mapToInt(name -> position(table, names, name)).toArray();
    TableId id = new TableId(table.schema(), table.name());
    return new SourceSchema(new ChangelogSchema("", id, columns, positions), remarks);
  }

  private static int position(SourceTable table, List<String> names, String key) {
    int position = names.indexOf(key);
    if (position < 0) {
      throw new IllegalArgumentException(
          table.fullName() + ": the key's column " + key + " is not replicated");
    }
    return position;
  }

  private static List<String> key(SourceTable table, SourceRule rule) {
    if (rule.hasKey()) {
      return rule.key();
    }
    if (!table.primaryKey().isEmpty()) {
      return table.primaryKey();
    }
    if (table.identity() == ReplicaIdentity.INDEX) {
      return table.identityIndex();
    }
    throw new IllegalArgumentException(
        table.fullName()
            + " has no primary key; add one, or give the job a key for it in table-rules and set"
            + " REPLICA IDENTITY FULL");
  }
}

package io.isomer.testing.e2e.property;

import io.isomer.testing.e2e.property.type.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes of a table's columns that the target follows. */
final class SchemaChanges {

  private final Random random;

  SchemaChanges(Random random) {
    this.random = random;
  }

  /** Alters the table's columns; the statements do the same in PostgreSQL. */
  List<String> any(SourceTable table) {
    List<String> statements = new ArrayList<>();
    switch (random.nextInt(4)) {
      case 0 -> drop(table, statements);
      case 1 -> widen(table, statements);
      case 2 -> dropNotNull(table, statements);
      default -> add(table, statements);
    }
    return statements;
  }

  private void add(SourceTable table, List<String> statements) {
    SourceColumn column = SourceColumn.added(random, table.columnName(random));
    table.columns().add(column);
    statements.add(alter(table) + "ADD COLUMN " + column.definition());
    table.storage(column).forEach(statements::add);
    boolean arrives = !column.notNull() && column.type().sendsDefault();
    if (column.fallback() != null && !arrives) {
      // PostgreSQL logs nothing for the rows from before, and the DEFAULT does not reach them
      String name = Sql.name(column.name());
      statements.add("UPDATE %s SET %s = %s".formatted(table.qualified(), name, name));
    }
  }

  private void drop(SourceTable table, List<String> statements) {
    List<SourceColumn> others = table.others();
    if (others.size() > 1) {
      SourceColumn column = others.get(random.nextInt(others.size()));
      table.columns().remove(column);
      statements.add(alter(table) + "DROP COLUMN " + Sql.name(column.name()));
    }
  }

  private void widen(SourceTable table, List<String> statements) {
    List<SourceColumn> candidates =
        table.others().stream().filter(column -> column.type().widened() != null).toList();
    if (!candidates.isEmpty()) {
      SourceColumn column = candidates.get(random.nextInt(candidates.size()));
      SourceColumn widened = column.widened();
      table.columns().set(table.columns().indexOf(column), widened);
      statements.add(
          "%sALTER COLUMN %s TYPE %s"
              .formatted(alter(table), Sql.name(column.name()), widened.type().sql()));
    }
  }

  private void dropNotNull(SourceTable table, List<String> statements) {
    List<SourceColumn> candidates =
        table.others().stream()
            .filter(column -> column.notNull() && column.type().nullable())
            .toList();
    if (!candidates.isEmpty()) {
      SourceColumn column = candidates.get(random.nextInt(candidates.size()));
      table.columns().set(table.columns().indexOf(column), column.nullable());
      statements.add(
          "%sALTER COLUMN %s DROP NOT NULL".formatted(alter(table), Sql.name(column.name())));
    }
  }

  private static String alter(SourceTable table) {
    return "ALTER TABLE " + table.qualified() + " ";
  }
}

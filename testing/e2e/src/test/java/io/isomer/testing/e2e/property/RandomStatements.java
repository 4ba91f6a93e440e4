package io.isomer.testing.e2e.property;

import io.isomer.testing.e2e.property.type.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Statements that change a table's rows. */
final class RandomStatements {

  private static final int MAX_ROWS = 5;

  private final Random random;

  RandomStatements(Random random) {
    this.random = random;
  }

  /** Any of them but TRUNCATE. */
  String any(SourceTable table) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> insert(table, 1 + random.nextInt(MAX_ROWS));
      case 3 -> upsert(table);
      case 4, 5, 6, 7 -> update(table, 1 + random.nextInt(MAX_ROWS));
      case 8 -> update(table, Integer.MAX_VALUE);
      case 9 -> delete(table);
      case 10 -> keyChange(table);
      default -> shift(table);
    };
  }

  String insert(SourceTable table, int rows) {
    List<String> tuples = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      tuples.add(
          table.columns().stream()
              .map(column -> column.anything(random, table.large(column)))
              .collect(Collectors.joining(", ", "(", ")")));
    }
    return "INSERT INTO %s (%s) VALUES %s"
        .formatted(
            table.qualified(),
            Sql.names(table.columns().stream().map(SourceColumn::name).toList()),
            String.join(", ", tuples));
  }

  private String upsert(SourceTable table) {
    return insert(table, 1)
        + " ON CONFLICT ("
        + Sql.names(table.keys().stream().map(SourceColumn::name).toList())
        + ") DO UPDATE SET "
        + assignments(table);
  }

  private String update(SourceTable table, int rows) {
    return "UPDATE " + table.qualified() + " SET " + assignments(table) + where(table, rows);
  }

  /** Updates all rows, and alters none. */
  String touch(SourceTable table) {
    String name = Sql.name(table.others().get(0).name());
    return "UPDATE %s SET %s = %s".formatted(table.qualified(), name, name);
  }

  private String delete(SourceTable table) {
    return "DELETE FROM " + table.qualified() + where(table, 1 + random.nextInt(2 * MAX_ROWS));
  }

  private String keyChange(SourceTable table) {
    List<SourceColumn> keys = table.keys();
    SourceColumn key = keys.get(random.nextInt(keys.size()));
    String others =
        table.lostByKeyChanges().isEmpty() && random.nextBoolean()
            ? ", " + assignments(table)
            : lostAnew(table);
    return "UPDATE %s SET %s%s%s"
        .formatted(
            table.qualified(),
            Sql.name(key.name()) + " = " + key.type().values().literal(random, false),
            others,
            where(table, 1));
  }

  /** Changes the keys of all rows, by arithmetics where those keep them within their range. */
  private String shift(SourceTable table) {
    SourceColumn key = table.keys().get(0);
    String name = Sql.name(key.name());
    String shifted =
        switch (key.type().sql()) {
          case "smallint", "integer", "bigint", "numeric", "numeric(18, 0)" -> name + " + 1";
          case "text", "varchar(20)" -> "'_' || " + name;
          default -> key.type().values().literal(random, false);
        };
    return "UPDATE %s SET %s = %s%s".formatted(table.qualified(), name, shifted, lostAnew(table))
        + where(table, Integer.MAX_VALUE);
  }

  private String lostAnew(SourceTable table) {
    return table.lostByKeyChanges().stream()
        .map(column -> ", " + Sql.name(column.name()) + " = " + column.anything(random, true))
        .collect(Collectors.joining());
  }

  private String assignments(SourceTable table) {
    List<SourceColumn> others = table.others();
    List<String> parts = new ArrayList<>();
    int start = random.nextInt(others.size());
    int count = 1 + random.nextInt(random.nextInt(others.size()) + 1);
    for (int i = 0; i < count; i++) {
      SourceColumn column = others.get((start + i) % others.size());
      String name = Sql.name(column.name());
      boolean same = random.nextInt(10) == 0;
      String value = same ? name : column.anything(random, table.large(column));
      parts.add(name + " = " + (same ? table.qualified() + "." + name : value));
    }
    return String.join(", ", parts);
  }

  /** So many rows from a random place on in the order of keys, but none that is locked. */
  private String where(SourceTable table, int rows) {
    return " WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s ORDER BY %2$s%3$s FOR UPDATE SKIP LOCKED))"
        .formatted(
            table.qualified(),
            Sql.names(table.keys().stream().map(SourceColumn::name).toList()),
            rows == Integer.MAX_VALUE
                ? ""
                : " OFFSET (SELECT count(*) * %d / 1000 FROM %s) LIMIT %d"
                    .formatted(random.nextInt(1000), table.qualified(), rows));
  }
}

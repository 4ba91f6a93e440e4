package io.isomer.testing.e2e.property;

import io.isomer.testing.e2e.property.type.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A random table, as it stands after the statements so far. */
final class SourceTable {

  private static final String[] NAMES = {
    "plain",
    "table",
    "myMixedCase",
    "whatIs?",
    "a-b%c",
    "se'cret",
    "Анна",
    "with.dot",
    "quo\"te",
    "back`tick",
    "a b",
    "naïve",
    "sixty_three_bytes_long_name_that_fills_all_that_postgres"
  };
  private static final String[] COLUMNS = {
    "a",
    "Value",
    "select",
    "whatIs?",
    "a-b%c",
    "se'cret",
    "Анна",
    "with.dot",
    "quo\"te",
    "b`t",
    "a b",
    "$1",
    "{}",
    "back\\slash"
  };

  private final String schema;
  private final String name;
  private final ReplicaIdentity identity;
  private final List<SourceColumn> columns = new ArrayList<>();
  private int named;

  SourceTable(Random random, String schema, int number) {
    this.schema = schema;
    this.name = NAMES[random.nextInt(NAMES.length)] + number;
    this.identity = ReplicaIdentity.values()[random.nextInt(5) < 3 ? 0 : 1 + random.nextInt(2)];
    for (int keys = 1 + random.nextInt(10) / 6 + random.nextInt(10) / 8; keys > 0; keys--) {
      columns.add(SourceColumn.keyed(random, columnName(random)));
    }
    for (int others = 1 + random.nextInt(12); others > 0; others--) {
      columns.add(
          random.nextInt(columns.size() + 1), SourceColumn.random(random, columnName(random)));
    }
    if (random.nextInt(6) == 0) {
      columns.add(SourceColumn.random(random, random.nextBoolean() ? "_version" : "_is_deleted"));
    }
  }

  /**
   * A name that no column of the table has had. Before a dot, no two are alike: arrays with such
   * names are refused.
   */
  String columnName(Random random) {
    String name = COLUMNS[random.nextInt(COLUMNS.length)];
    return name.contains(".") ? "_" + named++ + name : name + named++;
  }

  String schema() {
    return schema;
  }

  String name() {
    return name;
  }

  /** Schema and name, quoted. */
  String qualified() {
    return Sql.name(schema) + "." + Sql.name(name);
  }

  /** The view of its copy in a database, quoted for ClickHouse. */
  String view(String database) {
    String view = schema + "." + name;
    return database + ".`" + view.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  List<SourceColumn> columns() {
    return columns;
  }

  List<SourceColumn> keys() {
    return columns.stream().filter(SourceColumn::key).toList();
  }

  List<SourceColumn> others() {
    return columns.stream().filter(column -> !column.key()).toList();
  }

  /** Whether the column's values may be stored out of line. */
  boolean large(SourceColumn column) {
    return !column.key() && (column.type().recoversToast() || identity == ReplicaIdentity.FULL);
  }

  /** The columns whose values a key change must set anew, because they might not be sent. */
  List<SourceColumn> lostByKeyChanges() {
    return identity == ReplicaIdentity.FULL
        ? List.of()
        : columns.stream().filter(this::large).toList();
  }

  /** The columns of the unique index that is the replica identity. */
  List<SourceColumn> identityColumns() {
    return identity == ReplicaIdentity.INDEX ? keys() : List.of();
  }

  List<String> create() {
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE TABLE %s (%s, PRIMARY KEY (%s))"
            .formatted(
                qualified(),
                columns.stream().map(SourceColumn::definition).collect(Collectors.joining(", ")),
                Sql.names(keys().stream().map(SourceColumn::name).toList())));
    columns.forEach(column -> storage(column).forEach(statements::add));
    switch (identity) {
      case DEFAULT -> {}
      case FULL -> statements.add("ALTER TABLE " + qualified() + " REPLICA IDENTITY FULL");
      case INDEX -> {
        statements.add(
            "CREATE UNIQUE INDEX identity_%d ON %s (%s)"
                .formatted(
                    Math.abs(name.hashCode()),
                    qualified(),
                    Sql.names(keys().stream().map(SourceColumn::name).toList())));
        statements.add(
            "ALTER TABLE %s REPLICA IDENTITY USING INDEX identity_%d"
                .formatted(qualified(), Math.abs(name.hashCode())));
      }
    }
    return statements;
  }

  /** What must follow the making of a column: Debezium loses some types' values out of line. */
  Stream<String> storage(SourceColumn column) {
    return column.type().recoversToast() || identity == ReplicaIdentity.FULL
        ? Stream.of()
        : Stream.of(
            "ALTER TABLE %s ALTER COLUMN %s SET STORAGE PLAIN"
                .formatted(qualified(), Sql.name(column.name())));
  }

  @Override
  public String toString() {
    return qualified();
  }
}

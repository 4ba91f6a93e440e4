package io.isomer.testing.e2e.property;

import io.isomer.testing.e2e.property.type.SourceType;
import io.isomer.testing.e2e.property.type.SourceTypes;
import io.isomer.testing.e2e.property.type.Sql;
import java.util.Random;

/**
 * A column of a random table.
 *
 * @param fallback the DEFAULT's literal, or null
 */
record SourceColumn(String name, SourceType type, boolean notNull, boolean key, String fallback) {

  static SourceColumn random(Random random, String name) {
    SourceType type = SourceTypes.any(random);
    boolean notNull = !type.nullable() || random.nextInt(4) == 0;
    String fallback = random.nextInt(4) == 0 ? type.values().literal(random, false) : null;
    return new SourceColumn(name, type, notNull, false, fallback);
  }

  /** As ADD COLUMN has it for a table with rows: NOT NULL needs a DEFAULT. */
  static SourceColumn added(Random random, String name) {
    SourceColumn column = random(random, name);
    return column.notNull() && column.fallback() == null
        ? new SourceColumn(
            name, column.type(), true, false, column.type().values().literal(random, false))
        : column;
  }

  static SourceColumn keyed(Random random, String name) {
    return new SourceColumn(name, SourceTypes.anyInKeys(random), true, true, null);
  }

  SourceColumn widened() {
    return new SourceColumn(name, SourceTypes.widened(type), notNull, key, fallback);
  }

  SourceColumn nullable() {
    return new SourceColumn(name, type, false, key, fallback);
  }

  String definition() {
    return Sql.name(name)
        + " "
        + type.sql()
        + (notNull ? " NOT NULL" : "")
        + (fallback == null ? "" : " DEFAULT " + fallback);
  }

  /** A value, NULL or DEFAULT for it. */
  String anything(Random random, boolean large) {
    int choice = random.nextInt(10);
    if (choice < 2 && !notNull) {
      return "NULL";
    }
    if (choice < 4 && fallback != null) {
      return "DEFAULT";
    }
    return type.values().literal(random, large);
  }
}

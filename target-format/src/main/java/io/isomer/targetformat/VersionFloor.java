package io.isomer.targetformat;

import static io.isomer.targetformat.ClickHouseDialect.literal;

/**
 * The version floor of a target table: rows with a lower version are gone. A truncation, an initial
 * snapshot or a resync raises the floor instead of removing rows, so that the order of the writes
 * does not matter. Floors are in {@link SystemTable#TRUNCATIONS}.
 */
public final class VersionFloor {

  private VersionFloor() {}

  /**
   * A condition for the visible rows of a target table.
   *
   * @param version an expression for the row's version
   * @param database the target table's database, unquoted
   * @param target its name, unquoted
   */
  public static String condition(String version, String database, String target) {
    return version + " >= " + of(database, target);
  }

  /** An expression for a table's floor; 0 where the floor was never raised. */
  public static String of(String database, String target) {
    return "(SELECT max(floor) FROM %s WHERE table_name = %s)"
        .formatted(SystemTable.TRUNCATIONS.qualifiedName(database), literal(target));
  }

  /**
   * A query for the floor of a target table in the session's database, or of the table that a
   * resync builds next to it, whichever is higher. The result is a text in decimal digits, "0"
   * where neither floor was raised.
   */
  public static String select(String target) {
    return "SELECT toString(max(floor)) FROM %s WHERE table_name IN (%s, %s)"
        .formatted(
            SystemTable.TRUNCATIONS.tableName(),
            literal(target),
            literal(target + NameTemplate.REBUILT_SUFFIX));
  }

  /**
   * A statement that raises a table's floor.
   *
   * @param floor an expression of type UInt128
   */
  public static String raise(String database, String target, String floor) {
    return "INSERT INTO %s (table_name, floor) SELECT %s, %s"
        .formatted(SystemTable.TRUNCATIONS.qualifiedName(database), literal(target), floor);
  }

  /** A statement that removes a table's floor, and waits until it is removed. */
  public static String remove(String database, String target) {
    return "ALTER TABLE %s DELETE WHERE table_name = %s SETTINGS mutations_sync = 1"
        .formatted(SystemTable.TRUNCATIONS.qualifiedName(database), literal(target));
  }
}

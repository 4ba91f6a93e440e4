package io.isomer.clickhouse;

/**
 * A column of a ClickHouse table.
 *
 * @param name as ClickHouse has it, unquoted
 * @param type its type
 */
record TargetColumn(String name, TargetType type) {

  static TargetColumn of(String name, String type) {
    return new TargetColumn(name, TargetTypeParser.parse(type));
  }

  /** The same column on a server that keeps other years. */
  TargetColumn within(TimeRange years) {
    return new TargetColumn(name, type.within(years));
  }
}

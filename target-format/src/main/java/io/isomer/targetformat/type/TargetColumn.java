package io.isomer.targetformat.type;

/**
 * A column of a ClickHouse table.
 *
 * @param name as ClickHouse has it, unquoted
 * @param type its type
 * @param hasDefault whether a row that leaves it out gets the value of an expression
 */
public record TargetColumn(String name, TargetType type, boolean hasDefault) {

  /** A column as {@code system.columns} describes it. */
  public static TargetColumn of(String name, String type, String defaultKind) {
    return new TargetColumn(name, TargetTypeParser.parse(type), !defaultKind.isEmpty());
  }

  public static TargetColumn of(String name, String type) {
    return of(name, type, "");
  }

  /** The same column on a server that keeps other years. */
  public TargetColumn within(TimeRange years) {
    return new TargetColumn(name, type.within(years), hasDefault);
  }
}

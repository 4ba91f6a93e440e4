package io.isomer.tables;

import io.isomer.changelog.TableId;
import java.io.Serializable;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What is special about tables. Of the rules that match a table, the first one that sets a property
 * decides about it: special rules stand in front of general ones.
 *
 * @param rules in order
 */
public record TableRules(List<TableRule> rules) implements Serializable {

  private static final long serialVersionUID = 1;

  /** No table is special. */
  public static final TableRules NONE = new TableRules(List.of());

  public TableRules {
    rules = List.copyOf(rules);
  }

  /** How a table's changes are read. */
  public SourceRule source(TableId table) {
    return merged(table, TableRule::source, SourceRule.NONE, SourceRule::or);
  }

  /** What a table's target is like. */
  public TargetRule target(TableId table) {
    return merged(table, TableRule::target, TargetRule.NONE, TargetRule::or);
  }

  private <R> R merged(
      TableId table, Function<TableRule, R> part, R none, BinaryOperator<R> firstOrSecond) {
    return rules.stream().filter(rule -> rule.matches(table)).map(part).reduce(none, firstOrSecond);
  }
}

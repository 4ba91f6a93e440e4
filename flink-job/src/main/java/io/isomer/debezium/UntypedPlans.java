package io.isomer.debezium;

import io.isomer.tables.SourceRule;
import java.util.List;

/** The plans of a table's rows in messages without schema part; it keeps the last one. */
final class UntypedPlans {

  static final ValueDecoder DECODER = UntypedDecoder.withPlaceholders();

  private final SourceRule rule;
  private RowPlan last = RowPlan.NONE;

  UntypedPlans(SourceRule rule) {
    this.rule = rule;
  }

  boolean excludes(String column) {
    return rule.excludes(column);
  }

  /**
   * @param names of all fields, in order
   */
  RowPlan of(List<String> names) throws MalformedMessageException {
    if (!last.hasNames(names)) {
      last = RowPlan.untyped(names, DECODER, rule);
    }
    return last;
  }
}

package io.isomer.debezium.schema;

import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.value.UntypedDecoder;
import io.isomer.debezium.value.ValueDecoder;
import io.isomer.tables.SourceRule;
import java.util.List;

/** The plans of a table's rows in messages without schema part; it keeps the last one. */
public final class UntypedPlans {

  public static final ValueDecoder DECODER = UntypedDecoder.withPlaceholders();

  private final SourceRule rule;
  private RowPlan last = RowPlan.NONE;

  public UntypedPlans(SourceRule rule) {
    this.rule = rule;
  }

  public boolean excludes(String column) {
    return rule.excludes(column);
  }

  /**
   * @param names of all fields, in order
   */
  public RowPlan of(List<String> names) throws MalformedMessageException {
    if (!last.hasNames(names)) {
      last = RowPlan.untyped(names, DECODER, rule);
    }
    return last;
  }
}

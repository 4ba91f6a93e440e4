package io.isomer.tables;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the targets of some source tables are like. A component that is null is not set. All columns
 * are named as in the target.
 *
 * @param table template of the target table's name
 * @param view template of the view's name; empty for no view
 * @param orderBy the key's columns in the order of the table's sorting key
 * @param partitionBy an expression over key columns
 * @param settings of the table, by name
 */
public record TargetRule(
    String table,
    String view,
    List<String> orderBy,
    String partitionBy,
    Map<String, String> settings)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** Nothing is special. */
  public static final TargetRule NONE = new TargetRule(null, null, null, null, null);

  public TargetRule {
    orderBy = orderBy == null ? null : List.copyOf(orderBy);
    settings = settings == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** With the other's where this sets nothing. */
  TargetRule or(TargetRule other) {
    return new TargetRule(
        table == null ? other.table : table,
        view == null ? other.view : view,
        orderBy == null ? other.orderBy : orderBy,
        partitionBy == null ? other.partitionBy : partitionBy,
        settings == null ? other.settings : settings);
  }
}

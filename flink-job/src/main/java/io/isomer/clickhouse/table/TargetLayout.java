package io.isomer.clickhouse.table;

import static io.isomer.targetformat.ClickHouseDialect.literal;
import static io.isomer.targetformat.ClickHouseDialect.quote;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.tables.TargetRule;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.TargetEngine;
import io.isomer.targetformat.type.SqlNames;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What follows the columns when a target table is created.
 *
 * @param engine where the table is
 * @param rule its order, partitions and settings
 */
public record TargetLayout(TargetEngine engine, TargetRule rule) implements Serializable {

  private static final long serialVersionUID = 1;

  /** Nothing is special. */
  static final TargetLayout DEFAULT = new TargetLayout(TargetEngine.DEFAULT, TargetRule.NONE);

  /** {@code ENGINE = … ORDER BY …}. */
  String clauses(ChangelogSchema schema) {
    List<String> order = rule.orderBy() == null ? key(schema) : rule.orderBy();
    return "ENGINE = "
        + engine.versioned()
        + (rule.partitionBy() == null ? "" : " PARTITION BY " + rule.partitionBy())
        + order.stream()
            .map(ClickHouseDialect::quote)
            .collect(Collectors.joining(", ", " ORDER BY (", ")"))
        + settings();
  }

  private String settings() {
    if (rule.settings() == null || rule.settings().isEmpty()) {
      return "";
    }
    return rule.settings().entrySet().stream()
        .map(setting -> setting.getKey() + " = " + value(setting.getValue()))
        .collect(Collectors.joining(", ", " SETTINGS ", ""));
  }

  private static String value(String written) {
    return written.matches("-?\\d+(\\.\\d+)?") ? written : literal(written);
  }

  /**
   * Rows are identified by what a table is ordered by, so that must be the key. And a row's
   * versions have to stay in one partition, or a deleted row could come back when the partition
   * with its deletion is merged.
   *
   * @throws UnfitTableException when the rule asks for something else
   */
  public void check(ChangelogSchema schema) throws UnfitTableException {
    Set<String> key = new HashSet<>(key(schema));
    if (rule.orderBy() != null
        && (!key.equals(new HashSet<>(rule.orderBy())) || rule.orderBy().size() != key.size())) {
      throw new UnfitTableException(
          "order-by %s in table-rules must have exactly the key's columns of %s, %s, in any order:"
                  .formatted(rule.orderBy(), schema.table(), key(schema))
              + " ClickHouse tells rows apart by it");
    }
    if (rule.partitionBy() != null) {
      Set<String> others = SqlNames.columns(rule.partitionBy());
      others.removeAll(key);
      if (!others.isEmpty()) {
        throw new UnfitTableException(partitionMessage(rule.partitionBy(), others, schema));
      }
    }
  }

  static String partitionMessage(String expression, Set<String> others, ChangelogSchema schema) {
    return ("partition-by %s of %s uses %s, and may use only the key's columns %s: a change of"
            + " another column would leave the row's older versions in another partition")
        .formatted(expression, schema.table(), others, key(schema));
  }

  static List<String> key(ChangelogSchema schema) {
    return Arrays.stream(schema.keyColumns())
        .mapToObj(position -> schema.columns().get(position).name())
        .toList();
  }

  /** The quoted name, with the cluster. */
  String named(String table) {
    return quote(table) + engine.onCluster();
  }
}

package io.isomer.clickhouse;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.schema.SchemaMessages;
import io.isomer.clickhouse.table.UnfitTableException;
import java.util.HashMap;
import java.util.Map;

/** Names the target tables, and prevents that two source tables share one. */
final class TargetNameRegistry {

  private final ClickHouseOptions options;
  private final Map<String, TableId> sources = new HashMap<>();

  TargetNameRegistry(ClickHouseOptions options) {
    this.options = options;
  }

  /**
   * The name of a source table's target, unquoted.
   *
   * @throws UnfitTableException when it is another source table's already
   */
  String of(TableId source) throws UnfitTableException {
    String target = options.targetName(source);
    TableId other = sources.putIfAbsent(target, source);
    if (other != null && !other.equals(source)) {
      throw new UnfitTableException(SchemaMessages.otherSource(target, other.toString(), source));
    }
    return target;
  }
}

package io.isomer.clickhouse.toast;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.targetformat.SystemTable;
import java.sql.SQLException;
import java.util.List;

/**
 * The rejected changes of one target table, stored in ClickHouse so that they outlive the job. A
 * table that never had one costs a single query.
 */
public final class RejectedChanges {

  private final String target;
  private final SchemaPolicy policy;
  private Boolean any; // null until ClickHouse was asked

  public RejectedChanges(String target, SchemaPolicy policy) {
    this.target = target;
    this.policy = policy;
  }

  /** Whether the table has any. */
  boolean any(ClickHouseClient client) throws SQLException {
    if (any == null) {
      any = RejectedChangeTable.hasAny(client, target);
    }
    return any;
  }

  /** Those of the changes' rows. */
  RejectedVersions read(ClickHouseClient client, List<BufferedChange> changes) throws SQLException {
    return any(client) ? RejectedChangeTable.read(client, target, changes) : new RejectedVersions();
  }

  /** Remembers changes; returns when ClickHouse has them. */
  public void add(ClickHouseClient client, List<ChangelogEvent> rejected) throws SQLException {
    if (rejected.isEmpty()) {
      return;
    }
    if (policy.createTables() && !Boolean.TRUE.equals(any)) {
      client.execute(SystemTable.REJECTIONS.create(policy.engine()));
    }
    RejectedChangeTable.insert(client, target, rejected);
    any = true;
  }
}

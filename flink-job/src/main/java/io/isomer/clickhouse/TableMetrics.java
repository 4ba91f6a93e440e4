package io.isomer.clickhouse;

import io.isomer.changelog.Operation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a subtask has done to one target table: counters and gauges, which cost next to nothing, as
 * there may be a thousand tables. Reporters read from other threads.
 */
final class TableMetrics {

  private final Counter[] byOperation = new Counter[Operation.values().length];
  private final Counter batches;
  private final Counter deadLetters;
  private final Counter schemaChanges;
  private volatile int stopped;
  private volatile long lastLsn;
  private volatile long lastCommittedAt;

  TableMetrics(MetricGroup group) {
    for (Operation operation : Operation.values()) {
      byOperation[operation.ordinal()] = group.counter(name(operation));
    }
    batches = group.counter("batches");
    deadLetters = group.counter("deadLetters");
    schemaChanges = group.counter("schemaChanges");
    group.gauge("stopped", () -> stopped);
    group.gauge("lastLsn", () -> lastLsn);
    group.gauge("lastCommittedAt", () -> lastCommittedAt);
  }

  private static String name(Operation operation) {
    return switch (operation) {
      case READ -> "snapshotRows";
      case CREATE -> "inserted";
      case UPDATE -> "updated";
      case DELETE -> "deleted";
      case TRUNCATE -> "truncated";
      case REJECTED -> "undecodable";
    };
  }

  /** A batch is in ClickHouse, or its changes are among the dead letters. */
  void flushed(Batch batch) {
    for (Operation operation : Operation.values()) {
      byOperation[operation.ordinal()].inc(batch.count(operation));
    }
    batches.inc();
    lastLsn = batch.newestVersion().lsn();
    lastCommittedAt = batch.newestCommit();
  }

  /** Changes of a batch became dead letters. */
  void deadLetters(int changes) {
    deadLetters.inc(changes);
  }

  /** The target was altered. */
  void schemaChanged() {
    schemaChanges.inc();
  }

  /** Whether the table takes no changes at the moment. */
  void stopped(boolean now) {
    stopped = now ? 1 : 0;
  }

  /** 1 while the table takes no changes, else 0. */
  int stopped() {
    return stopped;
  }
}

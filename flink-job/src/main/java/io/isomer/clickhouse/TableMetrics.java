package io.isomer.clickhouse;

import org.apache.flink.metrics.MetricGroup;

/** What a subtask has done to one target table. */
final class TableMetrics {

  private volatile int stopped; // a reporter reads it

  TableMetrics(MetricGroup group) {
    group.gauge("stopped", () -> stopped);
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

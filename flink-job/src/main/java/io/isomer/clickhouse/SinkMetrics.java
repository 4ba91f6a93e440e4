package io.isomer.clickhouse;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/**
 * What a subtask has sent: Flink's {@code numRecordsSend} and {@code numBytesSend}, and {@code
 * inserts}, {@code rows} and {@code retries} in the group {@code clickhouse}. Rows are counted
 * after the reduction to the last change per key, so they are fewer than the records that came in.
 * Two gauges tell of the batch written last: {@code lastCommittedAt}, when its newest change was
 * committed, in milliseconds since 1970 by PostgreSQL's clock, and {@code commitToVisibleMillis},
 * how long its oldest change took from there into ClickHouse; both are 0 before the first batch.
 */
final class SinkMetrics {

  private final Counter recordsSend;
  private final Counter bytesSend;
  private final Counter inserts;
  private final Counter rows;
  private final Counter retries;
  private final MetricGroup group;
  private final Map<String, TableMetrics> tables = new ConcurrentHashMap<>();
  private long lastCommittedAt;
  private long commitToVisibleMillis;

  SinkMetrics(SinkWriterMetricGroup group) {
    this.group = group.addGroup("clickhouse");
    this.group.gauge(
        "stoppedTables", () -> tables.values().stream().mapToInt(TableMetrics::stopped).sum());
    recordsSend = group.getNumRecordsSendCounter();
    bytesSend = group.getNumBytesSendCounter();
    inserts = group.addGroup("clickhouse").counter("inserts");
    rows = group.addGroup("clickhouse").counter("rows");
    retries = group.addGroup("clickhouse").counter("retries");
    group.addGroup("clickhouse").gauge("lastCommittedAt", () -> lastCommittedAt);
    group.addGroup("clickhouse").gauge("commitToVisibleMillis", () -> commitToVisibleMillis);
  }

  /**
   * A batch is in ClickHouse.
   *
   * @param now in milliseconds since 1970
   */
  void visible(TableBatch batch, long now) {
    lastCommittedAt = batch.newestCommit();
    commitToVisibleMillis = now - batch.oldestCommit();
  }

  /** A target table's, given its name. */
  TableMetrics table(String target) {
    return tables.computeIfAbsent(target, name -> new TableMetrics(group.addGroup("table", name)));
  }

  long lastCommittedAt() {
    return lastCommittedAt;
  }

  long commitToVisibleMillis() {
    return commitToVisibleMillis;
  }

  void retried() {
    retries.inc();
  }

  /** Counts what an inserter has sent. */
  BatchInserter counting(BatchInserter inserter) {
    return new BatchInserter() {
      @Override
      public void insert(String table, List<String> columns, RowBinaryBuffer body, int count)
          throws SQLException {
        inserter.insert(table, columns, body, count);
        inserts.inc();
        rows.inc(count);
        recordsSend.inc(count);
        bytesSend.inc(body.length());
      }
    };
  }
}

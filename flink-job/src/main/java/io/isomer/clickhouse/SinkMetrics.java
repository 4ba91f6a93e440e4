package io.isomer.clickhouse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What a subtask has sent: Flink's {@code numRecordsSend} and {@code numBytesSend}, and those of
 * our own in the group {@code clickhouse}, which docs/METRICS.md lists. Rows are counted after the
 * reduction to the last change per key, so they are fewer than the records that came in.
 */
final class SinkMetrics {

  /** Histograms are over the last so many values. */
  private static final int WINDOW = 1_000;

  private final MetricGroup group;
  private final Map<String, TableMetrics> tables = new ConcurrentHashMap<>();
  private final Counter recordsSend;
  private final Counter bytesSend;
  private final Counter inserts;
  private final Counter rows;
  private final Counter retries;
  private final Histogram rowsPerInsert;
  private final Histogram bytesPerInsert;
  private final Histogram commitToVisibleMillis;

  SinkMetrics(SinkWriterMetricGroup operator) {
    recordsSend = operator.getNumRecordsSendCounter();
    bytesSend = operator.getNumBytesSendCounter();
    group = operator.addGroup("clickhouse");
    inserts = group.counter("inserts");
    rows = group.counter("rows");
    retries = group.counter("retries");
    rowsPerInsert = histogram("rowsPerInsert");
    bytesPerInsert = histogram("bytesPerInsert");
    commitToVisibleMillis = histogram("commitToVisibleMillis");
    group.gauge("stoppedTables", this::stopped);
  }

  private Histogram histogram(String name) {
    return group.histogram(name, new DescriptiveStatisticsHistogram(WINDOW));
  }

  /** How many tables take no changes at the moment. */
  int stopped() {
    return tables.values().stream().mapToInt(TableMetrics::stopped).sum();
  }

  /** A target table's, given its name. */
  TableMetrics table(String target) {
    return tables.computeIfAbsent(target, name -> new TableMetrics(group.addGroup("table", name)));
  }

  /**
   * A batch is in ClickHouse.
   *
   * @param now in milliseconds since 1970
   */
  void visible(Batch batch, long now) {
    commitToVisibleMillis.update(now - batch.oldestCommit());
  }

  /** How long each batch's oldest change took from its commit until ClickHouse had it. */
  Histogram commitToVisibleMillis() {
    return commitToVisibleMillis;
  }

  void retried() {
    retries.inc();
  }

  /**
   * Rows of a batch are in ClickHouse. Thread-safe, as several threads insert, and Flink's counters
   * are for one.
   */
  synchronized void inserted(int count, int bytes) {
    inserts.inc();
    rows.inc(count);
    recordsSend.inc(count);
    bytesSend.inc(bytes);
    rowsPerInsert.update(count);
    bytesPerInsert.update(bytes);
  }
}

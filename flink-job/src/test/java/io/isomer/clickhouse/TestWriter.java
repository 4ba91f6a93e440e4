package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.DeadLetters;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A writer to a {@link FakeClickHouse}, whose batches have few rows, and what it is made of. */
public final class TestWriter {

  final FakeClickHouse clickHouse = new FakeClickHouse();
  final SinkMetrics metrics =
      new SinkMetrics(UnregisteredMetricsGroup.createSinkWriterMetricGroup());
  final ClickHouseWriter writer;

  /**
   * @param threads to write with
   */
  TestWriter(
      int batchRows,
      int workers,
      ExecutorService threads,
      FakeTime time,
      MailboxExecutor mailbox,
      DeadLetters<ChangelogEvent> deadLetters) {
    ClickHouseOptions options =
        ClickHouseOptions.builder("jdbc:clickhouse://nowhere:1/d")
            .maxBatchRows(batchRows)
            .maxBatchBytes(10_000)
            .maxBufferBytes(15_000)
            .maxRetries(4)
            .backoff(Duration.ofMillis(100), Duration.ofMillis(500))
            .build();
    writer =
        new ClickHouseWriter(
            options,
            clickHouse::writer,
            Collections.nCopies(workers, clickHouse),
            threads,
            deadLetters,
            time,
            mailbox,
            metrics);
  }

  /** A table that it can write. */
  public static TestTable table(String name) {
    return TestTable.named(name)
        .column("id", ColumnType.of(ColumnKind.INT32))
        .column("text", ColumnType.of(ColumnKind.STRING))
        .build();
  }
}

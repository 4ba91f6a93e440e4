package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.DeadLetters;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
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
        ClickHouseOptions.of(
            new Configuration()
                .set(ClickHouseOptions.URL, "jdbc:clickhouse://nowhere:1/d")
                .set(ClickHouseOptions.BATCH_ROWS, batchRows)
                .set(ClickHouseOptions.BATCH_SIZE, new MemorySize(10_000))
                .set(ClickHouseOptions.BUFFER_SIZE, new MemorySize(15_000))
                .set(ClickHouseOptions.MAX_RETRIES, 4)
                .set(ClickHouseOptions.INITIAL_BACKOFF, Duration.ofMillis(100))
                .set(ClickHouseOptions.MAX_BACKOFF, Duration.ofMillis(500)));
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

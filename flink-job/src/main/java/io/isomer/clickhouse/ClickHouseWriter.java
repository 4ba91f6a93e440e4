package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.TableId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;

/**
 * Batches changes per table and flushes a table when its batch is full, when it is due, when it is
 * the fullest and all of them have outgrown their memory, and before each checkpoint. After a
 * failure that may pass it waits by timer and tries again; meanwhile it takes no further changes,
 * which holds the stream back. All of it happens on the task's thread.
 */
public final class ClickHouseWriter implements SinkWriter<ChangelogEvent> {

  private final ClickHouseOptions options;
  private final JdbcExecutionOptions execution;
  private final BatchConnection connection;
  private final DeadLetters<ChangelogEvent> deadLetters;
  private final ProcessingTimeService time;
  private final MailboxExecutor mailbox;
  private final SinkMetrics metrics;
  private final RetryPolicy retries;
  private final Map<TableId, TableBatch> batches = new HashMap<>();
  private final TargetNames targets;
  private final FlushSchedule schedule = new FlushSchedule();
  private long timerAt = Long.MAX_VALUE;
  private long buffered; // bytes in all batches
  private TableBatch failed;

  ClickHouseWriter(
      ClickHouseOptions options,
      BatchConnection connection,
      DeadLetters<ChangelogEvent> deadLetters,
      ProcessingTimeService time,
      MailboxExecutor mailbox,
      SinkMetrics metrics) {
    this.options = options;
    this.execution = options.execution();
    this.connection = connection;
    this.deadLetters = deadLetters;
    this.time = time;
    this.mailbox = mailbox;
    this.metrics = metrics;
    this.retries = new RetryPolicy(options, metrics);
    this.targets = new TargetNames(options);
  }

  @Override
  public void write(ChangelogEvent event, Context context)
      throws IOException, InterruptedException {
    awaitRetries();
    TableBatch batch;
    try {
      batch = batch(event.schema().table());
      add(event, batch);
    } catch (SQLException e) {
      throw new IOException(
          "cannot take a change of " + event.schema().table() + ": " + e.getMessage(), e);
    }
    if (batch.isFull(execution.getBatchSize(), options.maxBatchBytes())) {
      flush(batch);
    } else if (buffered > options.maxBufferBytes()) {
      flush(Collections.max(batches.values(), Comparator.comparingLong(TableBatch::bytes)));
    }
  }

  private void add(ChangelogEvent event, TableBatch batch) throws SQLException {
    boolean first = batch.isEmpty();
    long before = batch.bytes();
    batch.add(event);
    buffered += batch.bytes() - before;
    if (first) {
      batch.becomeDue(time.getCurrentProcessingTime(), execution.getBatchIntervalMs());
      schedule.add(batch);
      setTimer();
    }
  }

  private TableBatch batch(TableId table) throws SQLException {
    TableBatch batch = batches.get(table);
    if (batch == null) {
      batch =
          new TableBatch(
              batches.size(), table.toString(), connection.executor(table, targets.of(table)));
      batches.put(table, batch);
    }
    return batch;
  }

  /** One timer is enough for all tables; one that comes too early sets the next. */
  private void setTimer() {
    if (failed != null || schedule.isEmpty() || schedule.nextAt() >= timerAt) {
      return;
    }
    timerAt = schedule.nextAt();
    // by way of the mailbox, so that a failure fails the task as it is, not wrapped as a timer's
    time.registerTimer(timerAt, now -> mailbox.execute(this::timerFired, "flush what is due"));
  }

  private void timerFired() throws IOException {
    timerAt = Long.MAX_VALUE;
    long now = time.getCurrentProcessingTime();
    if (failed == null && !schedule.isEmpty() && schedule.nextAt() <= now) {
      flush(schedule.next());
      schedule.flushed(now, time.getCurrentProcessingTime());
    }
    setTimer(); // unless a retry is pending, which does it
  }

  /** Returns with the batch written, or with a retry pending. */
  private void flush(TableBatch batch) throws IOException {
    try {
      connection.execute(batch.executor());
    } catch (SQLException e) {
      retryLater(batch, e);
      return;
    }
    deadLetters.flush(); // and so before a checkpoint, which no batch outlasts
    failed = null;
    retries.reset();
    long now = time.getCurrentProcessingTime();
    metrics.visible(batch, now);
    schedule.remove(batch);
    buffered -= batch.bytes();
    batch.flushed(now, execution.getBatchIntervalMs());
    setTimer();
  }

  private void retryLater(TableBatch batch, SQLException cause) throws IOException {
    long wait = retries.waitBeforeRetry(batch, cause);
    failed = batch;
    time.registerTimer(
        time.getCurrentProcessingTime() + wait,
        now -> mailbox.execute(() -> flush(batch), "retry %s", batch.table()));
  }

  /** Gives way to the retry's timer until there is nothing left to retry. */
  private void awaitRetries() throws InterruptedException {
    while (failed != null) {
      mailbox.yield();
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    for (TableBatch batch : batches.values()) {
      awaitRetries();
      if (!batch.isEmpty()) {
        flush(batch);
      }
    }
    awaitRetries();
  }

  /**
   * Writes nothing, as what is not in a checkpoint comes again, and throws nothing: an exception
   * from here, while a failed task is cleaned up, would end the whole TaskManager.
   */
  @Override
  public void close() {
    connection.close();
    deadLetters.close();
  }
}

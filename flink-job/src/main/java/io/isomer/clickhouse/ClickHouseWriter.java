package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.TableId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;

/**
 * Batches changes per table and flushes a table when its batch is full, when it is due, and before
 * each checkpoint. After a failure that may pass it waits by timer and tries again; meanwhile it
 * takes no further changes, which holds the stream back. All of it happens on the task's thread.
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
  }

  @Override
  public void write(ChangelogEvent event, Context context)
      throws IOException, InterruptedException {
    awaitRetries();
    TableBatch batch = batch(event.schema().table());
    boolean first = batch.isEmpty();
    try {
      batch.add(event);
    } catch (SQLException e) {
      throw new IOException("cannot take a change of " + batch.table(), e);
    }
    if (batch.isFull(execution.getBatchSize(), options.maxBatchBytes())) {
      flush(batch);
    } else if (first) {
      batch.becomeDue(time.getCurrentProcessingTime(), execution.getBatchIntervalMs());
      setTimer(batch);
    }
  }

  private TableBatch batch(TableId table) {
    TableBatch batch = batches.get(table);
    if (batch == null) {
      String target = ClickHouseDialect.targetName(options.tableTemplate(), table);
      batch = new TableBatch(table.toString(), connection.executor(target), metrics.table(target));
      batches.put(table, batch);
    }
    return batch;
  }

  private void setTimer(TableBatch batch) {
    if (!batch.isTimed()) {
      batch.setTimed(true);
      // by way of the mailbox, so that a failure fails the task as it is, not wrapped as a timer's
      time.registerTimer(
          batch.dueAt(),
          now -> mailbox.execute(() -> timerFired(batch), "flush %s", batch.table()));
    }
  }

  private void timerFired(TableBatch batch) throws IOException {
    batch.setTimed(false);
    if (batch.isEmpty()) {
      return; // flushed for another reason in the meantime
    }
    long now = time.getCurrentProcessingTime();
    if (failed != null) {
      batch.becomeDue(now, execution.getBatchIntervalMs()); // after the retry, not between
    }
    if (batch.dueAt() > now) {
      setTimer(batch);
    } else {
      flush(batch);
    }
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
    batch.flushed(now, execution.getBatchIntervalMs());
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

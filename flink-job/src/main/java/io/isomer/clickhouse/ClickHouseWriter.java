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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches changes per table and flushes a table when its batch is full, when it is due, when it is
 * the fullest and all of them have outgrown their memory, and before each checkpoint. One batch at
 * a time is written, by a thread of its own, while this one takes the next changes. After a failure
 * that may pass it waits by timer and tries again. When no more changes fit until that is done, it
 * waits, which holds the stream back.
 */
public final class ClickHouseWriter implements SinkWriter<ChangelogEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(ClickHouseWriter.class);
  private static final long NOT_DUE = -1;
  private static final long CLOSE_SECONDS = 10;

  private final ClickHouseOptions options;
  private final JdbcExecutionOptions execution;
  private final BatchConnection connection;
  private final DeadLetters<ChangelogEvent> deadLetters;
  private final ProcessingTimeService time;
  private final MailboxExecutor mailbox;
  private final ExecutorService thread;
  private final BackgroundWriter background;
  private final SinkMetrics metrics;
  private final RetryPolicy retries;
  private final Map<TableId, TableBatch> batches = new HashMap<>();
  private final TargetNames targets;
  private final FlushSchedule schedule = new FlushSchedule();
  private long timerAt = Long.MAX_VALUE;
  private long buffered; // bytes in all batches, with those that are written just now
  private TableBatch writing; // or waiting for a retry
  private long dueSince = NOT_DUE; // when it was begun because it was due

  /**
   * @param thread writes the batches; it is shut down with this writer
   */
  ClickHouseWriter(
      ClickHouseOptions options,
      BatchConnection connection,
      DeadLetters<ChangelogEvent> deadLetters,
      ProcessingTimeService time,
      MailboxExecutor mailbox,
      ExecutorService thread,
      SinkMetrics metrics) {
    this.options = options;
    this.execution = options.execution();
    this.connection = connection;
    this.deadLetters = deadLetters;
    this.time = time;
    this.mailbox = mailbox;
    this.thread = thread;
    this.background = new BackgroundWriter(thread, connection, mailbox);
    this.metrics = metrics;
    this.retries = new RetryPolicy(options, metrics);
    this.targets = new TargetNames(options);
  }

  @Override
  public void write(ChangelogEvent event, Context context)
      throws IOException, InterruptedException {
    TableBatch batch;
    try {
      batch = batch(event.schema().table());
      add(event, batch);
    } catch (SQLException e) {
      throw new IOException(
          "cannot take a change of " + event.schema().table() + ": " + e.getMessage(), e);
    }
    while (isFull(batch) || buffered > options.maxBufferBytes()) {
      if (writing != null) {
        mailbox.yield();
      } else {
        flush(isFull(batch) ? batch : fullest());
      }
    }
  }

  private boolean isFull(TableBatch batch) {
    return batch.isFull(execution.getBatchSize(), options.maxBatchBytes());
  }

  private TableBatch fullest() {
    return Collections.max(batches.values(), Comparator.comparingLong(TableBatch::bytes));
  }

  private void add(ChangelogEvent event, TableBatch batch) throws SQLException {
    boolean first = batch.isEmpty();
    long before = batch.bytes();
    batch.add(event);
    buffered += batch.bytes() - before;
    if (first) {
      batch.becomeDue(time.getCurrentProcessingTime());
      schedule.add(batch);
      setTimer();
    }
  }

  private TableBatch batch(TableId table) throws SQLException {
    TableBatch batch = batches.get(table);
    if (batch == null) {
      String target = targets.of(table);
      batch =
          new TableBatch(
              batches.size(),
              table.toString(),
              connection.executor(table, target),
              metrics.table(target));
      batches.put(table, batch);
    }
    return batch;
  }

  /** One timer is enough for all tables; one that comes too early sets the next. */
  private void setTimer() {
    if (writing != null || schedule.isEmpty() || schedule.nextAt() >= timerAt) {
      return;
    }
    timerAt = schedule.nextAt();
    // by way of the mailbox, so that a failure fails the task as it is, not wrapped as a timer's
    time.registerTimer(timerAt, now -> mailbox.execute(this::timerFired, "flush what is due"));
  }

  private void timerFired() {
    timerAt = Long.MAX_VALUE;
    long now = time.getCurrentProcessingTime();
    if (writing == null && !schedule.isEmpty() && schedule.nextAt() <= now) {
      dueSince = now;
      flush(schedule.next());
    }
    setTimer(); // unless a batch is being written, whose end does it
  }

  /** Begins to write a batch, while no other is. */
  private void flush(TableBatch batch) {
    schedule.remove(batch);
    long now = time.getCurrentProcessingTime();
    batch.seal(now, execution.getBatchIntervalMs(), isAlone(batch, now));
    writing = batch;
    background.write(batch, this::ended);
  }

  private boolean isAlone(TableBatch batch, long now) {
    return batches.values().stream().noneMatch(other -> other != batch && other.isActive(now));
  }

  private void ended(TableBatch batch, SQLException failure) throws IOException {
    if (failure != null) {
      retryLater(batch, failure);
      return;
    }
    deadLetters.flush(); // and so before a checkpoint, which no batch outlasts
    retries.reset();
    long now = time.getCurrentProcessingTime();
    metrics.visible(batch, now);
    buffered -= batch.sealedBytes();
    batch.written();
    writing = null;
    if (dueSince != NOT_DUE) {
      schedule.flushed(dueSince, now);
      dueSince = NOT_DUE;
    }
    setTimer();
  }

  private void retryLater(TableBatch batch, SQLException cause) throws IOException {
    long wait = retries.waitBeforeRetry(batch, cause);
    time.registerTimer(
        time.getCurrentProcessingTime() + wait,
        now ->
            mailbox.execute(() -> background.write(batch, this::ended), "retry %s", batch.table()));
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    for (TableBatch batch : batches.values()) {
      awaitWritten();
      if (!batch.isEmpty()) {
        flush(batch);
      }
    }
    awaitWritten();
  }

  /** Gives way to the mail that tells it. */
  private void awaitWritten() throws InterruptedException {
    while (writing != null) {
      mailbox.yield();
    }
  }

  /**
   * Writes nothing, as what is not in a checkpoint comes again, and throws nothing: an exception
   * from here, while a failed task is cleaned up, would end the whole TaskManager.
   */
  @Override
  public void close() {
    thread.shutdownNow();
    connection.close(); // which ends what the thread waits for
    awaitEndOfThread();
    deadLetters.close();
  }

  private void awaitEndOfThread() {
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Writing {} has not ended {} s after it was interrupted", writing, CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

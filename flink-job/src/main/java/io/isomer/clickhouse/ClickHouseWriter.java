package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.TableId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;

/**
 * Batches changes per table and flushes a table when its batch is full, when it is due, when it is
 * the fullest and all of them have outgrown their memory, and before each checkpoint. Batches of
 * several tables are written at a time, one of each, by threads of their own, while this one takes
 * the next changes. After a failure that may pass a batch waits by timer and is tried again. When
 * no more changes fit until batches are written, it waits, which holds the stream back.
 */
public final class ClickHouseWriter implements SinkWriter<ChangelogEvent> {

  private final ClickHouseOptions options;
  private final JdbcExecutionOptions execution;
  private final BatchExecutor.Factory executors;
  private final InsertLanes lanes;
  private final DeadLetters<ChangelogEvent> deadLetters;
  private final ProcessingTimeService time;
  private final MailboxExecutor mailbox;
  private final SinkMetrics metrics;
  private final Map<TableId, TableBatch> batches = new HashMap<>();
  private final TargetNames targets;
  private final FlushSchedule schedule = new FlushSchedule();
  private long timerAt = Long.MAX_VALUE;
  private Future<?> timer = CompletableFuture.completedFuture(null);
  private long changes; // that have come so far
  private boolean heldBack; // what comes next waits for a table's former batch
  private long buffered; // bytes in all batches, with those that are written just now

  /**
   * @param lanes write the batches; they are closed with this writer
   */
  ClickHouseWriter(
      ClickHouseOptions options,
      BatchExecutor.Factory executors,
      InsertLanes lanes,
      DeadLetters<ChangelogEvent> deadLetters,
      ProcessingTimeService time,
      MailboxExecutor mailbox,
      SinkMetrics metrics) {
    this.options = options;
    this.execution = options.execution();
    this.executors = executors;
    this.lanes = lanes;
    this.deadLetters = deadLetters;
    this.time = time;
    this.mailbox = mailbox;
    this.metrics = metrics;
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
      Optional<InsertLane> lane = lanes.free();
      Optional<TableBatch> next = isFull(batch) ? Optional.of(batch) : fullest();
      if (lane.isEmpty() || next.isEmpty() || next.get().isBeingWritten()) {
        heldBack = isFull(batch); // else memory is what is wanted: what is due is written
        mailbox.yield();
        heldBack = false;
      } else {
        seal(next.get());
        lane.get().write(next.get(), ended(lane.get()));
      }
    }
  }

  private boolean isFull(TableBatch batch) {
    return batch.isFull(execution.getBatchSize(), options.maxBatchBytes());
  }

  /** Of those that can be written. */
  private Optional<TableBatch> fullest() {
    return batches.values().stream()
        .filter(batch -> !batch.isEmpty() && !batch.isBeingWritten())
        .max(Comparator.comparingLong(TableBatch::bytes));
  }

  private void add(ChangelogEvent event, TableBatch batch) throws SQLException {
    boolean first = batch.isEmpty();
    long before = batch.bytes();
    batch.add(event);
    changes++;
    buffered += batch.bytes() - before;
    if (first) {
      batch.becomeDue(time.getCurrentProcessingTime(), changes);
      if (!batch.isBeingWritten()) {
        await(batch);
      }
    }
  }

  private void await(TableBatch batch) {
    schedule.add(batch);
    setTimer();
  }

  private TableBatch batch(TableId table) throws SQLException {
    TableBatch batch = batches.get(table);
    if (batch == null) {
      String target = targets.of(table);
      batch =
          new TableBatch(
              batches.size(),
              table.toString(),
              executors.create(table, target),
              metrics.table(target));
      batches.put(table, batch);
    }
    return batch;
  }

  /** One timer is enough for all tables; one that comes too early sets the next. */
  private void setTimer() {
    if (schedule.isEmpty() || lanes.nextRested().isEmpty()) {
      return; // the end of a batch does it
    }
    long at = Math.max(schedule.nextAt(), lanes.nextRested().getAsLong());
    if (at >= timerAt) {
      return;
    }
    timer.cancel(false);
    timerAt = at;
    // by way of the mailbox, so that a failure fails the task as it is, not wrapped as a timer's
    timer =
        time.registerTimer(at, now -> mailbox.execute(() -> timerFired(at), "flush what is due"));
  }

  private void timerFired(long at) {
    if (at != timerAt) {
      return; // it was in the mailbox when it was cancelled
    }
    timerAt = Long.MAX_VALUE;
    long now = time.getCurrentProcessingTime();
    Optional<InsertLane> lane = lanes.rested(now);
    while (lane.isPresent() && !schedule.isEmpty() && schedule.nextAt() <= now) {
      TableBatch batch = schedule.next();
      schedule.remove(batch);
      if (batch.postpone(now, changes, heldBack, execution.getBatchIntervalMs())) {
        schedule.add(batch);
      } else {
        seal(batch);
        lane.get().writeDue(batch, now, ended(lane.get()));
        lane = lanes.rested(now);
      }
    }
    setTimer();
  }

  private void seal(TableBatch batch) {
    schedule.remove(batch);
    long now = time.getCurrentProcessingTime();
    batch.seal(now, execution.getBatchIntervalMs(), isAlone(batch, now));
  }

  private boolean isAlone(TableBatch batch, long now) {
    return batches.values().stream().noneMatch(other -> other != batch && other.isActive(now));
  }

  private BackgroundWriter.Ended ended(InsertLane lane) {
    return (batch, failure) -> {
      if (failure == null) {
        written(batch, lane);
      } else {
        retryLater(lane, failure);
      }
    };
  }

  private void written(TableBatch batch, InsertLane lane) throws IOException {
    deadLetters.flush(); // and so before a checkpoint, which no batch outlasts
    long now = time.getCurrentProcessingTime();
    metrics.visible(batch, now);
    buffered -= batch.sealedBytes();
    batch.written();
    lane.written(now);
    if (!batch.isEmpty()) {
      schedule.add(batch);
    }
    setTimer();
  }

  private void retryLater(InsertLane lane, SQLException cause) throws IOException {
    time.registerTimer(
        time.getCurrentProcessingTime() + lane.waitBeforeRetry(cause),
        now -> mailbox.execute(() -> lane.writeAgain(ended(lane)), "retry %s", lane));
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    for (TableBatch batch : batches.values()) {
      Optional<InsertLane> lane = lanes.free();
      while (lane.isEmpty() || batch.isBeingWritten()) {
        mailbox.yield();
        lane = lanes.free();
      }
      if (!batch.isEmpty()) {
        seal(batch);
        lane.get().write(batch, ended(lane.get()));
      }
    }
    while (!lanes.areFree()) {
      mailbox.yield();
    }
  }

  /**
   * Writes nothing, as what is not in a checkpoint comes again, and throws nothing: an exception
   * from here, while a failed task is cleaned up, would end the whole TaskManager.
   */
  @Override
  public void close() {
    lanes.close();
    deadLetters.close();
  }
}

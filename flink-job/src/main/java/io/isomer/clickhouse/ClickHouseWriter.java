package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.buffer.BlockPool;
import io.isomer.clickhouse.client.ClientConnection;
import io.isomer.clickhouse.table.UnfitTableException;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;

/**
 * Batches changes per table. A table is flushed when its batch is full, when its flush timer fires,
 * when it holds the most bytes and the shared buffer is full, and before each checkpoint.
 *
 * <p>Workers write batches of several tables at a time, one of each table, while the task thread
 * takes further changes. When no more changes fit until batches are written, {@link #write} waits,
 * which holds the stream back.
 */
final class ClickHouseWriter implements SinkWriter<ChangelogEvent> {

  private final int maxBatchRows;
  private final long maxBatchBytes;
  private final long maxBufferBytes;
  private final long flushIntervalMillis;
  private final BatchWriter.Factory writers;
  private final InsertWorkers workers;
  private final DeadLetters<ChangelogEvent> deadLetters;
  private final ProcessingTimeService time;
  private final MailboxExecutor mailbox;
  private final SinkMetrics metrics;
  private final Map<TableId, TableBuffer> tables = new HashMap<>();
  private final TargetNameRegistry targets;
  private final FlushSchedule schedule = new FlushSchedule();
  private final BlockPool blocks = new BlockPool();
  private long timerAt = Long.MAX_VALUE;
  private Future<?> timer = CompletableFuture.completedFuture(null);
  private long changes; // that have arrived so far
  private boolean heldBack; // what comes next waits for a table's batch that is being written
  private long buffered; // bytes in all batches, also in those that are being written

  /**
   * @param writers write the tables' batches
   * @param connections one for each batch that is written at a time; closed with this writer
   * @param threads one for each connection; shut down with this writer
   * @param deadLetters closed with this writer
   */
  ClickHouseWriter(
      ClickHouseOptions options,
      BatchWriter.Factory writers,
      List<? extends ClientConnection> connections,
      ExecutorService threads,
      DeadLetters<ChangelogEvent> deadLetters,
      ProcessingTimeService time,
      MailboxExecutor mailbox,
      SinkMetrics metrics) {
    this.maxBatchRows = options.get(ClickHouseOptions.BATCH_ROWS);
    this.maxBatchBytes = options.get(ClickHouseOptions.BATCH_SIZE).getBytes();
    this.maxBufferBytes = options.get(ClickHouseOptions.BUFFER_SIZE).getBytes();
    this.flushIntervalMillis = options.get(ClickHouseOptions.FLUSH_INTERVAL).toMillis();
    this.writers = writers;
    this.deadLetters = deadLetters;
    this.time = time;
    this.mailbox = mailbox;
    this.metrics = metrics;
    this.targets = new TargetNameRegistry(options);
    this.workers =
        new InsertWorkers(
            threads,
            connections.stream()
                .map(
                    connection ->
                        new InsertWorker(
                            threads,
                            connection,
                            mailbox,
                            time,
                            new RetryPolicy(options, metrics),
                            this::written))
                .toList());
  }

  @Override
  public void write(ChangelogEvent event, Context context)
      throws IOException, InterruptedException {
    TableBuffer table = table(event.schema().table());
    add(event, table);
    while (isFull(table) || buffered > maxBufferBytes) {
      Optional<InsertWorker> worker = workers.free();
      Optional<TableBuffer> next = isFull(table) ? Optional.of(table) : fullest();
      if (worker.isEmpty() || next.isEmpty() || next.get().isWriting()) {
        heldBack = isFull(table); // else memory is what is wanted: what is due is written
        mailbox.yield();
        heldBack = false;
      } else {
        worker.get().write(seal(next.get()), next.get().writer());
      }
    }
  }

  private TableBuffer table(TableId source) throws IOException {
    TableBuffer table = tables.get(source);
    if (table == null) {
      String target = target(source);
      table =
          new TableBuffer(
              tables.size(),
              source,
              writers.create(source, target),
              metrics.table(target),
              new FlushPacer(flushIntervalMillis),
              blocks);
      tables.put(source, table);
    }
    return table;
  }

  private String target(TableId source) throws IOException {
    try {
      return targets.of(source);
    } catch (UnfitTableException e) {
      throw new IOException("cannot take a change of " + source + ": " + e.getMessage(), e);
    }
  }

  private void add(ChangelogEvent event, TableBuffer table) {
    boolean first = table.isEmpty();
    long before = table.bytes();
    table.add(event);
    changes++;
    buffered += table.bytes() - before;
    if (first) {
      table.begin(time.getCurrentProcessingTime(), changes);
      if (!table.isWriting()) {
        schedule.add(table);
        setTimer();
      }
    }
  }

  private boolean isFull(TableBuffer table) {
    return table.isFull(maxBatchRows, maxBatchBytes);
  }

  /** Of those that can be written. */
  private Optional<TableBuffer> fullest() {
    return tables.values().stream()
        .filter(table -> !table.isEmpty() && !table.isWriting())
        .max(Comparator.comparingLong(TableBuffer::bytes));
  }

  /** One timer is enough for all tables; one that comes too early sets the next. */
  private void setTimer() {
    if (schedule.isEmpty() || workers.nextRested().isEmpty()) {
      return; // the end of a batch does it
    }
    long at = Math.max(schedule.nextAt(), workers.nextRested().getAsLong());
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
    Optional<InsertWorker> worker = workers.rested(now);
    while (worker.isPresent() && !schedule.isEmpty() && schedule.nextAt() <= now) {
      TableBuffer table = schedule.next();
      schedule.remove(table);
      if (table.postpone(now, changes, heldBack)) {
        schedule.add(table);
      } else {
        worker.get().writeDue(seal(table), table.writer(), now);
        worker = workers.rested(now);
      }
    }
    setTimer();
  }

  private Batch seal(TableBuffer table) {
    schedule.remove(table);
    long now = time.getCurrentProcessingTime();
    return table.seal(now, isAlone(table, now));
  }

  private boolean isAlone(TableBuffer table, long now) {
    return tables.values().stream().noneMatch(other -> other != table && other.isActive(now));
  }

  private void written(InsertWorker worker, Batch batch) throws IOException {
    deadLetters.flush(); // and so before a checkpoint, which no batch outlasts
    long now = time.getCurrentProcessingTime();
    TableBuffer table = tables.get(batch.source());
    metrics.visible(batch, now);
    buffered -= batch.bytes();
    table.written(batch);
    worker.free(now);
    if (!table.isEmpty()) {
      schedule.add(table);
    }
    setTimer();
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    for (TableBuffer table : tables.values()) {
      Optional<InsertWorker> worker = workers.free();
      while (worker.isEmpty() || table.isWriting()) {
        mailbox.yield();
        worker = workers.free();
      }
      if (!table.isEmpty()) {
        worker.get().write(seal(table), table.writer());
      }
    }
    while (!workers.areFree()) {
      mailbox.yield();
    }
  }

  /**
   * Writes nothing, as what is not in a checkpoint comes again, and throws nothing: an exception
   * from here, while a failed task is cleaned up, would end the whole TaskManager.
   */
  @Override
  public void close() {
    workers.close();
    deadLetters.close();
  }
}

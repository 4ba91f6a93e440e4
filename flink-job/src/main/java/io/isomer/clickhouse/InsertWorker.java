package io.isomer.clickhouse;

import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.client.ClientConnection;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one batch at a time over its own connection on a background thread. The outcome comes back
 * through the task's mailbox. After an error that may pass, the worker waits by timer and writes
 * the batch again. The methods are for the task thread only. Times are in milliseconds.
 */
final class InsertWorker {

  private static final Logger LOG = LoggerFactory.getLogger(InsertWorker.class);
  private static final long NOT_DUE = -1;

  /** Is notified on the task thread of each batch that is in ClickHouse. */
  @FunctionalInterface
  interface Listener {

    /** The worker is not {@linkplain #free free} yet. */
    void written(InsertWorker worker, Batch batch) throws IOException;
  }

  private final Executor threads;
  private final ClientConnection connection;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService time;
  private final RetryPolicy retries;
  private final Listener listener;
  private BatchWriter table;
  private Batch batch; // being written, or waiting for a retry
  private long dueSince = NOT_DUE; // when its batch was begun because it was due
  private long restsUntil;
  private boolean failed; // the last attempt; background thread only

  InsertWorker(
      Executor threads,
      ClientConnection connection,
      MailboxExecutor mailbox,
      ProcessingTimeService time,
      RetryPolicy retries,
      Listener listener) {
    this.threads = threads;
    this.connection = connection;
    this.mailbox = mailbox;
    this.time = time;
    this.retries = retries;
    this.listener = listener;
  }

  boolean isFree() {
    return batch == null;
  }

  /**
   * When it takes a batch that is due. However many tables are due at once, a worker rests after
   * each of them for as long as it has taken. So batches grow under load, instead of small ones
   * keeping ClickHouse busy. Full batches, and those before a checkpoint, do not wait for it.
   */
  long restsUntil() {
    return restsUntil;
  }

  /** Writes a batch because it is due, while the worker is free. */
  void writeDue(Batch batch, BatchWriter table, long now) {
    write(batch, table);
    dueSince = now;
  }

  /** Writes a batch, while the worker is free. */
  void write(Batch batch, BatchWriter table) {
    this.batch = batch;
    this.table = table;
    begin();
  }

  private void begin() {
    Batch current = batch;
    BatchWriter writer = table;
    threads.execute(() -> run(current, writer));
  }

  private void run(Batch current, BatchWriter writer) {
    SQLException failure = null;
    Throwable unexpected = null;
    try {
      insert(current, writer);
    } catch (SQLException e) {
      failure = e;
    } catch (Throwable e) { // thrown again where it fails the task
      unexpected = e;
    }
    report(current, failure, unexpected);
  }

  private void insert(Batch current, BatchWriter writer) throws SQLException {
    if (failed) {
      connection.closeIfBroken();
    }
    ClickHouseClient client = connection.client();
    failed = true;
    writer.write(current, client);
    failed = false;
    current.release();
  }

  private void report(Batch current, SQLException failure, Throwable unexpected) {
    try {
      mailbox.execute(
          () -> {
            if (unexpected instanceof Error error) {
              throw error;
            }
            if (unexpected != null) {
              throw (Exception) unexpected;
            }
            ended(failure);
          },
          "end of writing %s",
          current.source());
    } catch (RejectedExecutionException e) {
      // the task has ended: what is not in a checkpoint comes again
    }
  }

  /**
   * @param failure null when the batch is in ClickHouse
   * @throws IOException when a retry is of no use, or none has helped often enough
   */
  private void ended(SQLException failure) throws IOException {
    if (failure == null) {
      retries.reset();
      listener.written(this, batch);
    } else {
      time.registerTimer(
          time.getCurrentProcessingTime() + retries.waitBeforeRetry(batch, failure),
          now -> mailbox.execute(this::begin, "retry %s", this));
    }
  }

  /** Takes the next batch from now on. */
  void free(long now) {
    batch = null;
    table = null;
    if (dueSince != NOT_DUE) {
      restsUntil = now + (now - dueSince);
      dueSince = NOT_DUE;
    }
  }

  /** Also ends what its thread waits for. Never throws. */
  void closeConnection() {
    try {
      connection.close();
    } catch (RuntimeException e) {
      LOG.warn("Closing the connection to ClickHouse failed", e);
    }
  }

  /** What it writes, for messages. */
  @Override
  public String toString() {
    return batch == null ? "nothing" : batch.source().toString();
  }
}

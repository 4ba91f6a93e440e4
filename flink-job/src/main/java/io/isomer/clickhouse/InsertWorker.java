package io.isomer.clickhouse;

import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.client.ClientConnection;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one batch at a time over its own connection on a background thread, and reports each
 * outcome to the task through its mailbox. The methods are for the task thread only. Times are in
 * milliseconds.
 */
final class InsertWorker {

  private static final Logger LOG = LoggerFactory.getLogger(InsertWorker.class);
  private static final long NOT_DUE = -1;

  /** Receives the outcome of each batch on the task thread. */
  @FunctionalInterface
  interface Outcomes {

    /**
     * @param failure null when the batch is in ClickHouse; else the worker keeps the batch, to
     *     {@linkplain #writeAgain write it again}
     */
    void ended(InsertWorker worker, Batch batch, SQLException failure) throws IOException;
  }

  private final Executor threads;
  private final ClientConnection connection;
  private final MailboxExecutor mailbox;
  private final RetryPolicy retries;
  private final Outcomes outcomes;
  private BatchWriter table;
  private Batch batch; // being written, or waiting for a retry
  private long dueSince = NOT_DUE; // when its batch was begun because it was due
  private long restsUntil;
  private boolean failed; // the last attempt; background thread only

  InsertWorker(
      Executor threads,
      ClientConnection connection,
      MailboxExecutor mailbox,
      RetryPolicy retries,
      Outcomes outcomes) {
    this.threads = threads;
    this.connection = connection;
    this.mailbox = mailbox;
    this.retries = retries;
    this.outcomes = outcomes;
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
    writeAgain();
  }

  /** Writes the batch again that has failed. */
  void writeAgain() {
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
            outcomes.ended(this, current, failure);
          },
          "end of writing %s",
          current.source());
    } catch (RejectedExecutionException e) {
      // the task has ended: what is not in a checkpoint comes again
    }
  }

  /**
   * How long to wait before the batch is written again.
   *
   * @throws IOException when a retry is of no use, or none has helped often enough
   */
  long waitBeforeRetry(SQLException cause) throws IOException {
    return retries.waitBeforeRetry(batch, cause);
  }

  /** Its batch is in ClickHouse. */
  void written(long now) {
    retries.reset();
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

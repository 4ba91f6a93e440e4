package io.isomer.clickhouse;

import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;

/**
 * Writes batches by a connection, one at a time, while the task's thread goes on; tells that thread
 * by mail how each has ended, whatever it ended with.
 */
final class BackgroundWriter {

  private final Executor threads;
  private final BatchConnection connection;
  private final MailboxExecutor mailbox;

  /** Runs on the task's thread. */
  interface Ended {

    /**
     * @param failure null when the batch is written
     */
    void ended(TableBatch batch, SQLException failure) throws Exception;
  }

  BackgroundWriter(Executor threads, BatchConnection connection, MailboxExecutor mailbox) {
    this.threads = threads;
    this.connection = connection;
    this.mailbox = mailbox;
  }

  /** Begins to write a batch, when the former one has ended. */
  void write(TableBatch batch, Ended ended) {
    threads.execute(
        () -> {
          SQLException failure = null;
          Throwable unexpected = null;
          try {
            connection.execute(batch.executor());
          } catch (SQLException e) {
            failure = e;
          } catch (Throwable e) { // thrown again where it fails the task
            unexpected = e;
          }
          tell(batch, failure, unexpected, ended);
        });
  }

  private void tell(TableBatch batch, SQLException failure, Throwable unexpected, Ended ended) {
    try {
      mailbox.execute(
          () -> {
            if (unexpected instanceof Error error) {
              throw error;
            }
            if (unexpected != null) {
              throw (Exception) unexpected;
            }
            ended.ended(batch, failure);
          },
          "end of writing %s",
          batch.table());
    } catch (RejectedExecutionException e) {
      // the task has ended: what is not in a checkpoint comes again
    }
  }
}

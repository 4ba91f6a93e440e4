package io.isomer.verify;

import io.isomer.verify.database.Checksum;
import io.isomer.verify.database.ClickHouseRows;
import io.isomer.verify.database.ComparedTable;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.PostgresRows;
import io.isomer.verify.database.Range;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/** Sums ranges in both databases in parallel, several ranges at a time. */
final class RangeSums implements AutoCloseable {

  private final ExecutorService threads;
  private final CompletionService<Sums> sums;
  private final BlockingQueue<Postgres> sessions = new LinkedBlockingQueue<>();
  private final ClickHouseRows target;
  private final ComparedTable table;

  /** The checksums of a range in both databases. */
  record Sums(Range range, Checksum source, Checksum target) {

    boolean equal() {
      return source.equals(target);
    }
  }

  RangeSums(PostgresFactory postgres, ClickHouseRows target, ComparedTable table, int parallel)
      throws SQLException {
    this.target = target;
    this.table = table;
    // two queries a range, one in each database
    this.threads = Executors.newFixedThreadPool(2 * parallel, RangeSums::daemon);
    this.sums = new ExecutorCompletionService<>(threads);
    for (int i = 0; i < parallel; i++) {
      sessions.add(postgres.connect());
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "verify");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins a range. At most as many ranges as the constructor allows may run at a time. */
  void begin(Range range) {
    Future<Checksum> copy = threads.submit(() -> target.sum(range));
    Callable<Sums> both =
        () -> {
          Postgres session = sessions.take();
          try {
            Checksum source = new PostgresRows(session, table).sum(range);
            return new Sums(range, source, get(copy));
          } finally {
            sessions.add(session);
            if (threads.isShutdown()) { // close() did not wait for this query
              closeSessions();
            }
          }
        };
    sums.submit(both);
  }

  /** The next finished range. */
  Sums take() throws Exception {
    return get(sums.take());
  }

  private static <T> T get(Future<T> result) throws Exception {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    threads.shutdownNow();
    closeSessions();
  }

  private void closeSessions() throws SQLException {
    for (Postgres idle = sessions.poll(); idle != null; idle = sessions.poll()) {
      idle.close();
    }
  }
}

package io.isomer.benchmarks.chain;

import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/**
 * Inserts rows into PostgreSQL when they are due, from one connection: all that are due at a moment
 * in one transaction, one statement for each.
 */
final class ScheduledLoad {

  private static final long PAUSE_NANOS = 200_000;

  private final StackAccess stack;
  private final String table;
  private final int firstId;
  private final Schedule schedule;

  /** When the transaction of each change was committed, by {@link System#nanoTime()}. */
  private final long[] committedNanos;

  /**
   * @param table with the columns {@code id} and {@code name}
   * @param firstId the first row's; the next ones follow
   */
  ScheduledLoad(StackAccess stack, String table, int firstId, Schedule schedule) {
    this.stack = stack;
    this.table = table;
    this.firstId = firstId;
    this.schedule = schedule;
    this.committedNanos = new long[schedule.changes()];
  }

  /** Runs to the schedule's end; returns when each change was committed. */
  long[] run() throws SQLException {
    try (Connection connection = PostgresPart.connect(stack);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO public." + table + " (id, name) VALUES (?, ?)")) {
      connection.setAutoCommit(false);
      for (int done = 0; done < schedule.changes(); ) {
        int due = schedule.dueAt(System.nanoTime());
        if (due == done) {
          LockSupport.parkNanos(PAUSE_NANOS);
          continue;
        }
        for (int change = done; change < due; change++) {
          insert.setInt(1, firstId + change);
          insert.setString(2, "row no. " + change);
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
        long now = System.nanoTime();
        for (int change = done; change < due; change++) {
          committedNanos[change] = now;
        }
        done = due;
      }
    }
    return committedNanos;
  }
}

package io.isomer.testing.e2e.scenario;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Clients whose transactions begin before others have committed: at any moment one is in flight.
 */
final class OverlappingTransactions {

  /** What happens while the clients go on. */
  interface Action {
    void run() throws Exception;
  }

  private static final int CLIENTS = 3;
  private static final int ROWS_EACH = 3;

  private final AtomicBoolean done = new AtomicBoolean();

  private OverlappingTransactions() {}

  /**
   * Runs an action while clients update rows.
   *
   * @param update the statement that changes one row, with {@code %d} for the row's key and again
   *     for a number
   * @param rows how many rows they change, with keys from 1
   */
  static void during(SourceSchema source, String update, int rows, Action action) throws Exception {
    OverlappingTransactions overlapping = new OverlappingTransactions();
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Random random = new Random(i);
      Connection connection = source.connect();
      connection.setAutoCommit(false);
      clients.add(
          CompletableFuture.runAsync(() -> overlapping.run(connection, update, rows, random)));
    }
    try {
      action.run();
    } finally {
      overlapping.done.set(true);
      clients.forEach(CompletableFuture::join);
    }
  }

  private void run(Connection connection, String update, int rows, Random random) {
    try (connection) {
      while (!done.get()) {
        int first = 1 + random.nextInt(rows - ROWS_EACH + 1);
        for (int row = first; row < first + ROWS_EACH; row++) { // in order: no deadlock
          SourceSchema.execute(
              connection, update.formatted(row, random.nextInt()), "SELECT pg_sleep(0.02)");
        }
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.isomer.testing.e2e.chaos;

import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** Transactions of some hundred rows of the currency table, with savepoints and rollbacks. */
final class BulkLoad {

  private static final long PAUSE_MILLIS = 250;
  private static final int ROWS = 200;

  private final StackConfig config;
  private final Random random;
  private final Thread thread = new Thread(this::run, "bulk-load");
  private boolean closed;
  private long rows;
  private int transactions;

  BulkLoad(StackConfig config, long seed) {
    this.config = config;
    this.random = new Random(seed);
    thread.start();
  }

  private void run() {
    while (pause()) {
      try (Connection connection = PostgresPart.connect(config);
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        while (pause()) {
          long changed = transaction(statement);
          connection.commit();
          count(changed);
        }
      } catch (SQLException e) { // PostgreSQL is down; the source table is the oracle, whatever
        pause(); // of the transaction it has kept
      }
    }
  }

  private long transaction(Statement statement) throws SQLException {
    if (random.nextInt(100) == 0) {
      statement.execute("TRUNCATE dw_currency");
    }
    long changed =
        statement.executeUpdate(
            "INSERT INTO dw_currency (currency_code, value_to_try) SELECT 'B%d', n FROM generate_series(1, %d) n"
                .formatted(random.nextInt(1000), 1 + random.nextInt(2 * ROWS)));
    statement.execute("SAVEPOINT s");
    long more =
        statement.executeUpdate(
            "UPDATE dw_currency SET value_to_try = %d WHERE id IN (%s)"
                .formatted(random.nextInt(), someIds()));
    if (random.nextInt(5) == 0) {
      statement.execute("ROLLBACK TO s");
    } else {
      changed += more;
    }
    changed +=
        statement.executeUpdate("DELETE FROM dw_currency WHERE id IN (%s)".formatted(someIds()));
    changed +=
        statement.executeUpdate(
            "UPDATE dw_currency SET id = gen_random_uuid() WHERE id IN (SELECT id FROM dw_currency LIMIT 3)");
    return changed;
  }

  private String someIds() {
    return "SELECT id FROM dw_currency WHERE id > '%08x-0000-0000-0000-000000000000' ORDER BY id LIMIT %d"
        .formatted(random.nextInt(), random.nextInt(2 * ROWS));
  }

  private synchronized void count(long changed) {
    rows += changed;
    transactions++;
  }

  private synchronized boolean pause() {
    try {
      if (!closed) {
        wait(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !closed;
  }

  synchronized long rows() {
    return rows;
  }

  synchronized int transactions() {
    return transactions;
  }

  /** Returns when the last transaction has ended. */
  void end() throws InterruptedException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.join();
  }
}

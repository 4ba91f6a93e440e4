package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;

/** Takes batches, and fails as often as it is told to. */
final class FakeClickHouse implements JdbcConnectionProvider {

  private static final long serialVersionUID = 1;

  /** A batch that arrived: the target table and the changes' versions. */
  record Batch(String table, List<String> versions) {}

  private final transient List<Batch> batches = new CopyOnWriteArrayList<>();
  private final transient Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final transient Queue<SQLException> failures = new ArrayDeque<>();
  private transient RuntimeException closeFailure;
  private transient Throwable broken;
  private transient FakeTime clock;
  private long millis;
  private int attempts;

  void failNext(int times, SQLException failure) {
    for (int i = 0; i < times; i++) {
      failures.add(failure);
    }
  }

  /** Throws an unchecked exception or an error out of the next batch. */
  void breakNext(Throwable failure) {
    broken = failure;
  }

  /** From now on a target table's batches wait for the latch, in the thread that writes them. */
  void hold(String table, CountDownLatch until) {
    held.put(table, until);
  }

  /** From now on each batch takes so long by that clock. */
  void takes(FakeTime clock, long millis) {
    this.clock = clock;
    this.millis = millis;
  }

  void failClose(RuntimeException failure) {
    closeFailure = failure;
  }

  List<Batch> batches() {
    return batches;
  }

  int attempts() {
    return attempts;
  }

  BatchExecutor executor(TableId source, String table) {
    return new BatchExecutor() {
      private final List<String> filling = new ArrayList<>();
      private final List<String> versions = new ArrayList<>();

      @Override
      public void prepareStatements(Connection connection) {}

      @Override
      public void addToBatch(ChangelogEvent event) {
        filling.add(Long.toString(event.version().low() & 0xFFFF));
      }

      @Override
      public void seal() {
        versions.addAll(filling);
        filling.clear();
      }

      @Override
      public void executeBatch() throws SQLException {
        attempts++;
        waitIfHeld(table);
        throwIfBroken();
        if (!failures.isEmpty()) {
          throw failures.remove();
        }
        if (clock != null) {
          clock.pass(millis);
        }
        batches.add(new Batch(table, List.copyOf(versions)));
        versions.clear();
      }

      @Override
      public void closeStatements() throws SQLException {
        if (closeFailure != null) {
          throw new SQLException(closeFailure);
        }
      }
    };
  }

  private void waitIfHeld(String table) throws SQLException {
    CountDownLatch latch = held.get(table);
    try {
      if (latch != null) {
        latch.await();
      }
    } catch (InterruptedException e) {
      throw new SQLException("interrupted", e);
    }
  }

  private void throwIfBroken() {
    if (broken instanceof Error error) {
      throw error;
    }
    if (broken instanceof RuntimeException exception) {
      throw exception;
    }
  }

  @Override
  public Connection getConnection() {
    return null;
  }

  @Override
  public boolean isConnectionValid() {
    return true;
  }

  @Override
  public Connection getOrEstablishConnection() {
    return null;
  }

  @Override
  public void closeConnection() {
    if (closeFailure != null) {
      throw closeFailure;
    }
  }

  @Override
  public void close() {
    closeConnection();
  }

  @Override
  public Connection reestablishConnection() {
    return null;
  }
}

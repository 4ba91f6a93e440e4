package io.isomer.clickhouse;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.client.ClientConnection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Takes batches, and fails as often as it is told to. */
final class FakeClickHouse implements ClientConnection {

  /** A batch that arrived: the target table and the changes' versions. */
  record Written(String table, List<String> versions) {}

  private final List<Written> batches = new CopyOnWriteArrayList<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final Queue<SQLException> failures = new ArrayDeque<>();
  private RuntimeException closeFailure;
  private Throwable broken;
  private FakeTime clock;
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

  List<Written> batches() {
    return batches;
  }

  int attempts() {
    return attempts;
  }

  /** Makes the writer of a table's batches. */
  BatchWriter writer(TableId source, String table) {
    return (batch, client) -> {
      attempts++;
      waitIfHeld(table);
      throwIfBroken();
      if (!failures.isEmpty()) {
        throw failures.remove();
      }
      if (clock != null) {
        clock.pass(millis);
      }
      batches.add(new Written(table, versions(batch)));
    };
  }

  private static List<String> versions(Batch batch) {
    List<String> versions = new ArrayList<>();
    for (BufferedChange change : batch.changes().changes()) {
      versions.add(Long.toString(change.version().low() & 0xFFFF));
    }
    return versions;
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
  public ClickHouseClient client() {
    return null; // no batch is sent anywhere
  }

  @Override
  public void closeIfBroken() {}

  @Override
  public void close() {
    if (closeFailure != null) {
      throw closeFailure;
    }
  }
}

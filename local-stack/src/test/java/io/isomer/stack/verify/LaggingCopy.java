package io.isomer.stack.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Changes a table all the time, and copies each change some time later, as a pipeline does. */
final class LaggingCopy {

  static final int KEYS = 300;
  static final long LAG_MILLIS = 300;

  private final TwoDatabases databases;
  private final String table;
  private final BlockingQueue<Change> onTheirWay = new LinkedBlockingQueue<>();
  private final AtomicLong changes = new AtomicLong();
  private final Thread writer = new Thread(this::write, "writer");
  private final Thread copier = new Thread(this::copy, "copier");
  private volatile boolean stopped;
  private volatile Throwable failure;

  LaggingCopy(TwoDatabases databases, String table) {
    this.databases = databases;
    this.table = table;
    writer.start();
    copier.start();
  }

  /** A change, with the time at which it is to be copied; the last one has key -1. */
  private record Change(int key, String value, long version, long due) {}

  private void write() {
    Random random = new Random(7);
    try (Connection connection = databases.connect();
        PreparedStatement upsert =
            connection.prepareStatement(
                "INSERT INTO "
                    + table
                    + " VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET v = excluded.v");
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM " + table + " WHERE id = ?")) {
      while (!stopped) {
        int key = random.nextInt(KEYS);
        long version = changes.incrementAndGet() * 8;
        String value = random.nextInt(4) == 0 ? null : "v" + random.nextInt(3);
        PreparedStatement statement = value == null ? delete : upsert;
        statement.setInt(1, key);
        if (value != null) {
          statement.setString(2, value);
        }
        statement.executeUpdate();
        long lag = TimeUnit.MILLISECONDS.toNanos(random.nextLong(LAG_MILLIS));
        onTheirWay.add(new Change(key, value, version, System.nanoTime() + lag));
      }
    } catch (Exception e) {
      failure = e;
    }
  }

  private void copy() {
    try {
      Change change = onTheirWay.take();
      while (change.key() >= 0) {
        TimeUnit.NANOSECONDS.sleep(change.due() - System.nanoTime());
        databases.copy(
            "INSERT INTO %s__versions VALUES (%d, '%s', %d, %d)"
                .formatted(
                    table,
                    change.key(),
                    change.value(),
                    1_000_000 + change.version(),
                    change.value() == null ? 1 : 0));
        change = onTheirWay.take();
      }
    } catch (Exception e) {
      failure = e;
    }
  }

  long changes() {
    return changes.get();
  }

  /** Stops changing, and waits until all is copied. */
  void stop() throws InterruptedException {
    stopped = true;
    writer.join();
    onTheirWay.add(new Change(-1, null, 0, 0));
    copier.join();
    if (failure != null) {
      throw new AssertionError("the load has failed", failure);
    }
  }
}

package io.isomer.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Changes a table all the time, and copies each change some time later, as a pipeline does. */
final class LaggingCopy implements CopyProgress {

  static final int KEYS = 300;
  static final long LAG_MILLIS = 100;

  /** Between two changes' versions, as between two positions in PostgreSQL's log. */
  private static final int STEP = 8;

  private static final int MAX_ON_THEIR_WAY = 20;

  private final TwoDatabases databases;
  private final String table;
  private final BlockingQueue<Change> onTheirWay = new LinkedBlockingQueue<>(MAX_ON_THEIR_WAY);
  private final AtomicLong changes = new AtomicLong();
  private final AtomicLong copied = new AtomicLong();
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
        long version = changes.incrementAndGet() * STEP;
        String value = random.nextInt(4) == 0 ? null : "v" + random.nextInt(3);
        PreparedStatement statement = value == null ? delete : upsert;
        statement.setInt(1, key);
        if (value != null) {
          statement.setString(2, value);
        }
        statement.executeUpdate();
        long lag = TimeUnit.MILLISECONDS.toNanos(random.nextLong(LAG_MILLIS));
        onTheirWay.put(new Change(key, value, version, System.nanoTime() + lag));
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
        copied.set(change.version() / STEP);
        change = onTheirWay.take();
      }
    } catch (Exception e) {
      failure = e;
    }
  }

  long changes() {
    return changes.get();
  }

  /** A change counts as soon as it begins, so that what is visible has counted. */
  @Override
  public Barrier barrier() {
    long position = changes.get();
    return new Barrier() {
      @Override
      public boolean passed() {
        return copied.get() >= position;
      }

      @Override
      public String waitingFor() {
        return "change " + position;
      }
    };
  }

  /** Stops changing, and waits until all is copied. */
  void stop() throws InterruptedException {
    stopped = true;
    writer.join();
    onTheirWay.put(new Change(-1, null, 0, 0));
    copier.join();
    if (failure != null) {
      throw new AssertionError("the load has failed", failure);
    }
  }
}

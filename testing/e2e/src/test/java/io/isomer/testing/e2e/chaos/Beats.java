package io.isomer.testing.e2e.chaos;

import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes a number into PostgreSQL, a higher one each time, and watches it arrive in ClickHouse. So
 * it tells when a change that was made after a moment was seen. It always goes on.
 */
final class Beats implements AutoCloseable {

  static final String TABLE = "public.chaos_beat";
  private static final long PAUSE_MILLIS = 300;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final StackConfig config;
  private final ClickHouseSql clickhouse;
  private final TreeMap<Long, Long> begun = new TreeMap<>(); // by beat, nanoseconds
  private final TreeMap<Long, Long> seen = new TreeMap<>();
  private final Thread writer = new Thread(this::write, "beats");
  private final Thread reader = new Thread(this::read, "beats-seen");
  private boolean closed;

  Beats(StackConfig config) {
    this.config = config;
    this.clickhouse = new ClickHouseSql(config);
    writer.start();
    reader.start();
  }

  private void write() {
    long beat = 0;
    while (!closed()) {
      try (Connection connection = PostgresPart.connect(config);
          Statement statement = connection.createStatement()) {
        while (pause()) {
          note(begun, ++beat);
          statement.execute("UPDATE " + TABLE + " SET beat = " + beat);
        }
      } catch (SQLException e) { // PostgreSQL is down, which is what this is for
        pause();
      }
    }
  }

  private void read() {
    while (pause()) {
      try {
        String beat = clickhouse.execute("SELECT beat FROM warehouse.`" + TABLE + "`").strip();
        if (!beat.isEmpty()) {
          note(seen, Long.parseLong(beat));
        }
      } catch (IOException e) { // ClickHouse is down, or the view not there yet
        pause();
      }
    }
  }

  private synchronized void note(TreeMap<Long, Long> times, long beat) {
    times.putIfAbsent(beat, System.nanoTime());
  }

  /** From a moment until a change made after it was seen; empty while there is none. */
  synchronized Optional<Duration> recovery(long nanoTime) {
    return begun.entrySet().stream()
        .filter(each -> each.getValue() - nanoTime >= 0)
        .findFirst()
        .map(first -> seen.ceilingEntry(first.getKey()))
        .map(visible -> Duration.ofNanos(visible.getValue() - nanoTime));
  }

  /** Waits until a change that is made now is seen. */
  Duration await(long nanoTime, Runnable check) {
    Await.until(
        "a change to arrive in ClickHouse",
        LIMIT,
        () -> {
          check.run();
          return recovery(nanoTime).isPresent();
        });
    return recovery(nanoTime).orElseThrow();
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

  private synchronized boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }
}

package io.isomer.benchmarks.chain;

import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.localstack.StackAccess;
import io.isomer.testing.processes.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks the view which rows are there, again and again. A row counts as visible when the answer that
 * has it first has been read: at most a pause and a question later than it was.
 */
final class VisibilityPoll {

  private static final long UNSEEN = Long.MIN_VALUE;

  private final ClickHouseSql clickHouse;
  private final String view;
  private final int firstId;
  private final long[] seenNanos;
  private int firstUnseen;
  private int left;
  private long polls;
  private long pollNanos;

  VisibilityPoll(StackAccess stack, String table, int firstId, int rows) {
    this.clickHouse = new ClickHouseSql(stack);
    this.view = stack.clickhouseDatabase() + "." + table;
    this.firstId = firstId;
    this.seenNanos = new long[rows];
    this.left = rows;
    java.util.Arrays.fill(seenNanos, UNSEEN);
  }

  /**
   * Polls until all rows have been seen; returns when, by {@link System#nanoTime()}.
   *
   * @param check made before each question; what it throws ends the polling when it is an {@link
   *     Await.AbortedException}
   */
  long[] run(Duration limit, Runnable check) {
    Await.until(
        "all rows to be visible",
        limit,
        () -> {
          check.run();
          return poll();
        },
        () -> left + " are not");
    return seenNanos;
  }

  private boolean poll() throws IOException {
    long begin = System.nanoTime();
    String query =
        "SELECT id FROM %s WHERE id >= %d AND id < %d"
            .formatted(view, firstId + firstUnseen, firstId + seenNanos.length);
    try (BufferedReader ids =
        new BufferedReader(
            new InputStreamReader(clickHouse.stream(query), StandardCharsets.US_ASCII))) {
      var lines = ids.lines().toList();
      long now = System.nanoTime();
      for (String line : lines) {
        see(Integer.parseInt(line) - firstId, now);
      }
      polls++;
      pollNanos += now - begin;
    }
    while (firstUnseen < seenNanos.length && seenNanos[firstUnseen] != UNSEEN) {
      firstUnseen++;
    }
    return left == 0;
  }

  private void see(int row, long now) {
    if (seenNanos[row] == UNSEEN) {
      seenNanos[row] = now;
      left--;
    }
  }

  /** How long a question took on average, in milliseconds. */
  double pollMillis() {
    return pollNanos / 1e6 / polls;
  }
}

package io.isomer.verify;

import java.util.concurrent.TimeUnit;

/** Limits the average rate at which rows are read. */
final class RateLimiter {

  private static final double NANOS_PER_SECOND = 1e9;

  private final long rowsPerSecond;
  private final long begin = System.nanoTime();

  /**
   * @param rowsPerSecond 0 for no limit
   */
  RateLimiter(long rowsPerSecond) {
    this.rowsPerSecond = rowsPerSecond;
  }

  /** Waits until the rate allows this many rows in total. */
  void await(long rows) throws InterruptedException {
    if (rowsPerSecond > 0) {
      double due = rows / (double) rowsPerSecond * NANOS_PER_SECOND;
      long early = (long) due - (System.nanoTime() - begin);
      if (early > 0) {
        TimeUnit.NANOSECONDS.sleep(early);
      }
    }
  }
}

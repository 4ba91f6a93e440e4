package io.isomer.clickhouse;

import java.time.Duration;

/** Counts the retries of one flush and tells how long to wait before the next. */
final class Backoff {

  private final int maxRetries;
  private final long initialMillis;
  private final long maxMillis;
  private int retries;

  Backoff(int maxRetries, Duration initial, Duration max) {
    this.maxRetries = maxRetries;
    this.initialMillis = initial.toMillis();
    this.maxMillis = max.toMillis();
  }

  boolean isExhausted() {
    return retries >= maxRetries;
  }

  int retries() {
    return retries;
  }

  /** Milliseconds before the next retry: they double with each. */
  long next() {
    long wait = initialMillis;
    for (int i = 0; i < retries && wait < maxMillis; i++) {
      wait *= 2;
    }
    retries++;
    return Math.min(wait, maxMillis);
  }

  /** After a success. */
  void reset() {
    retries = 0;
  }
}

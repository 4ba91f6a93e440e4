package io.isomer.benchmarks.data;

import java.util.SplittableRandom;

/** Where PostgreSQL's log would stand: rises with each change, in transactions of ten changes. */
final class LogPosition {

  /** Where the initial snapshot was taken: all its rows have this position. */
  static final long SNAPSHOT = 33_439_480;

  private static final int TRANSACTION_CHANGES = 10;

  private final SplittableRandom random;
  private long lsn = SNAPSHOT;
  private long lastCommit = lsn;
  private long transaction = 1000;
  private int left = TRANSACTION_CHANGES;

  LogPosition(long seed) {
    random = new SplittableRandom(~seed);
  }

  void advance() {
    if (left-- == 0) {
      lastCommit = lsn;
      transaction++;
      left = TRANSACTION_CHANGES - 1;
    }
    lsn += random.nextInt(40, 440);
  }

  long lsn() {
    return lsn;
  }

  long lastCommit() {
    return lastCommit;
  }

  long transaction() {
    return transaction;
  }
}

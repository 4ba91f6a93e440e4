package io.isomer.clickhouse;

/**
 * When one table's changes are flushed: soon after a pause, once in an interval under load, and
 * later while a backlog is drained. Times are in milliseconds.
 */
final class FlushPacer {

  /**
   * How long the first change after a pause waits for further ones, so that a transaction of many
   * rows becomes one INSERT.
   */
  static final long LINGER_MILLIS = 10;

  /**
   * How many flushes after a pause need not wait for the interval. Each is charged with its
   * interval, so that a table under load is flushed once in an interval, while a few single changes
   * after a pause are all visible at once.
   */
  static final int BURST = 4;

  /** Merging a part of fewer changes costs next to nothing. */
  static final int SMALL = 1_000;

  /** Batches of late changes wait for at most this many intervals. */
  static final int LATE_INTERVALS = 10;

  /** They wait for this part of their changes' lateness. */
  private static final int LATE_SHARE = 8;

  /** How often such a batch is checked for a reason to wait. */
  static final long LOOK_MILLIS = 100;

  private final long intervalMillis;
  private long price; // of the last flush
  private long paidUntil;
  private long dueAt;
  private long lateUntil; // so long may a batch of late changes wait
  private long changesSeen;

  /**
   * @param intervalMillis minimum time between two flushes under load
   */
  FlushPacer(long intervalMillis) {
    this.intervalMillis = intervalMillis;
  }

  /**
   * The first change of a batch has arrived: it is due soon, unless the burst is used up.
   *
   * @param changes number of changes of all tables so far
   */
  void begin(long now, long changes) {
    changesSeen = changes;
    dueAt = Math.max(now + LINGER_MILLIS, paidUntil - (BURST - 1) * price);
  }

  long dueAt() {
    return dueAt;
  }

  /** Whether the table was flushed so recently that the next flush would have to wait. */
  boolean isCharged(long now) {
    return paidUntil > now;
  }

  /**
   * Postpones a batch that is due, if its changes are late already and more keep arriving.
   *
   * @param changes as for {@link #begin}
   * @param heldBack whether the writer keeps the stream waiting
   * @param newestCommit when the batch's newest change was committed
   * @return whether {@link #dueAt} has moved
   */
  boolean postpone(long now, long changes, boolean heldBack, long newestCommit) {
    boolean arriving = heldBack || changes != changesSeen;
    changesSeen = changes;
    if (!arriving || now >= lateUntil || lateMillis(now, newestCommit) == 0) {
      return false;
    }
    long nextLook = (now / LOOK_MILLIS + 1) * LOOK_MILLIS; // one timer for all tables
    dueAt = Math.min(lateUntil, nextLook);
    return true;
  }

  /**
   * A batch is flushed.
   *
   * @param alone whether no other table is active, so that a small batch is charged half the time
   * @param changes number of changes in the batch
   * @param newestCommit when its newest change was committed
   */
  void flushed(long now, boolean alone, int changes, long newestCommit) {
    price = alone && changes < SMALL ? intervalMillis / 2 : intervalMillis;
    lateUntil = now + lateMillis(now, newestCommit);
    // no more debt than a burst's: full batches in a row must not delay what comes after them
    long owed = Math.min(Math.max(paidUntil, now), now + (BURST - 1) * price);
    paidUntil = owed + price;
  }

  /**
   * While a backlog is drained, larger batches make up for more time than they take.
   *
   * @return how long they wait; 0 for changes that are not late
   */
  private long lateMillis(long now, long newestCommit) {
    long wait = Math.min((now - newestCommit) / LATE_SHARE, LATE_INTERVALS * intervalMillis);
    return wait > intervalMillis ? wait : 0;
  }
}

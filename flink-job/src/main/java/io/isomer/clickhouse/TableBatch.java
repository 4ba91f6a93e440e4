package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;
import io.isomer.clickhouse.buffer.ChangeBuffer;
import java.sql.SQLException;

/**
 * One table's changes since its last flush, and when they are due; and what is told of those that
 * are being written meanwhile. Times are in milliseconds.
 */
final class TableBatch {

  /**
   * How long the first change after a pause waits for company, so that a transaction of many rows
   * becomes one INSERT.
   */
  static final long LINGER_MILLIS = 10;

  /**
   * How many flushes after a pause need not wait for the interval. Each takes its interval off the
   * time that comes, so that a table under load is flushed once in an interval, while a few single
   * changes after a pause are all visible at once.
   */
  static final int BURST = 4;

  /** A batch of fewer changes makes a part that is merged away for next to nothing. */
  static final int SMALL = 1_000;

  /** So many intervals instead of one may batches wait whose changes are late anyway. */
  static final int LATE_INTERVALS = 10;

  /** They do so for this part of what their changes are late already. */
  private static final int LATE_SHARE = 8;

  /** How often such a batch is looked at, whether there is anything to wait for. */
  static final long LOOK_MILLIS = 100;

  private final int number;

  private final String table;
  private final BatchExecutor executor;
  private final TableMetrics metrics;
  private Content filling = new Content();
  private Content sealed = new Content();
  private long price; // of the last flush
  private long paidUntil;
  private long dueAt;
  private long lateUntil; // so long may a batch of late changes wait
  private long changesSeen;
  private boolean beingWritten;

  /** What is told of a batch's changes. */
  private static final class Content {
    private final int[] operations = new int[Operation.values().length];
    private int rows;
    private long bytes;
    private long oldestCommit = Long.MAX_VALUE;
    private ChangelogEvent newest;

    private void add(ChangelogEvent event) {
      rows++;
      oldestCommit = Math.min(oldestCommit, event.committedAt());
      operations[event.operation().ordinal()]++;
      if (newest == null || event.version().compareTo(newest.version()) >= 0) {
        newest = event;
      }
      bytes += event.key().length + event.row().length + ChangeBuffer.BYTES_PER_CHANGE;
    }
  }

  /**
   * @param number tells batches of one writer apart
   */
  TableBatch(int number, String table, BatchExecutor executor, TableMetrics metrics) {
    this.number = number;
    this.table = table;
    this.executor = executor;
    this.metrics = metrics;
  }

  /** The source table's name, for messages. */
  String table() {
    return table;
  }

  int number() {
    return number;
  }

  BatchExecutor executor() {
    return executor;
  }

  void add(ChangelogEvent event) throws SQLException {
    executor.addToBatch(event);
    filling.add(event);
  }

  /** Whether what is sealed is on its way; a table's batches must not overtake each other. */
  boolean isBeingWritten() {
    return beingWritten;
  }

  void beingWritten(boolean is) {
    beingWritten = is;
  }

  /** What is buffered and not sealed, about. */
  long bytes() {
    return filling.bytes;
  }

  boolean isEmpty() {
    return filling.rows == 0;
  }

  boolean isFull(int maxRows, long maxBytes) {
    return filling.rows >= maxRows || filling.bytes >= maxBytes;
  }

  /** How many changes are being written. */
  int sealedRows() {
    return sealed.rows;
  }

  /** What of them is in memory, about. */
  long sealedBytes() {
    return sealed.bytes;
  }

  /** When the oldest of them was committed. */
  long sealedOldestCommit() {
    return sealed.oldestCommit;
  }

  /**
   * Sets when the change that has just come is due: soon, unless the burst is used up.
   *
   * @param changes how many have come so far, of whatever table
   */
  void becomeDue(long now, long changes) {
    changesSeen = changes;
    dueAt = Math.max(now + LINGER_MILLIS, paidUntil - (BURST - 1) * price);
  }

  /** Whether it has changes, or was flushed so lately that the next would have to wait. */
  boolean isActive(long now) {
    return !isEmpty() || paidUntil > now;
  }

  long dueAt() {
    return dueAt;
  }

  /**
   * Puts a batch off that is due and not scheduled: while its changes are late already, and more
   * keep coming.
   *
   * @param changes as for {@link #becomeDue}
   * @param heldBack whether more would have come, if the writer had taken them
   * @return whether it was put off
   */
  boolean postpone(long now, long changes, boolean heldBack, long intervalMillis) {
    boolean coming = heldBack || changes != changesSeen;
    changesSeen = changes;
    if (!coming || now >= lateUntil || lateMillis(now, intervalMillis) == 0) {
      return false;
    }
    long nextLook = (now / LOOK_MILLIS + 1) * LOOK_MILLIS; // one timer for all tables
    dueAt = Math.min(lateUntil, nextLook);
    return true;
  }

  /**
   * What there is will be written now; further changes are the next batch's.
   *
   * @param alone whether no other table is active, so that a small batch takes half the time
   */
  void seal(long now, long intervalMillis, boolean alone) {
    price = shareOf(intervalMillis, alone);
    lateUntil = now + lateMillis(now, intervalMillis);
    executor.seal();
    sealed = filling;
    filling = new Content();
    // no more debt than a burst's: full batches in a row must not delay what comes after them
    long owed = Math.min(Math.max(paidUntil, now), now + (BURST - 1) * price);
    paidUntil = owed + price;
  }

  private long shareOf(long intervalMillis, boolean alone) {
    return alone && filling.rows < SMALL ? intervalMillis / 2 : intervalMillis;
  }

  /**
   * While a backlog is drained, larger batches make up for more time than they take.
   *
   * @return how long they wait; 0 for changes that are not late
   */
  private long lateMillis(long now, long intervalMillis) {
    long late = filling.newest == null ? 0 : now - filling.newest.committedAt();
    long wait = Math.min(late / LATE_SHARE, LATE_INTERVALS * intervalMillis);
    return wait > intervalMillis ? wait : 0;
  }

  /** What was sealed has been written. */
  void written() {
    metrics.flushed(sealed.operations, sealed.newest);
    sealed = new Content();
  }
}

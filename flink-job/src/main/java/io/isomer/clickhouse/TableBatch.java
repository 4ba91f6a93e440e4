package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import java.sql.SQLException;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;

/** One table's changes since its last flush, and when they are due. Times are in milliseconds. */
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

  private static final int BYTES_PER_EVENT = 200; // objects around a change

  private final int number;

  private final String table;
  private final JdbcBatchStatementExecutor<ChangelogEvent> executor;
  private int rows;
  private long bytes;
  private long paidUntil;
  private long oldestCommit = Long.MAX_VALUE;
  private long newestCommit = Long.MIN_VALUE;
  private long dueAt;

  /**
   * @param number tells batches of one writer apart
   */
  TableBatch(int number, String table, JdbcBatchStatementExecutor<ChangelogEvent> executor) {
    this.number = number;
    this.table = table;
    this.executor = executor;
  }

  /** The source table's name, for messages. */
  String table() {
    return table;
  }

  int number() {
    return number;
  }

  /** What is buffered, about. */
  long bytes() {
    return bytes;
  }

  JdbcBatchStatementExecutor<ChangelogEvent> executor() {
    return executor;
  }

  void add(ChangelogEvent event) throws SQLException {
    executor.addToBatch(event);
    rows++;
    oldestCommit = Math.min(oldestCommit, event.committedAt());
    newestCommit = Math.max(newestCommit, event.committedAt());
    bytes += event.key().length + event.row().length + BYTES_PER_EVENT;
  }

  /** When the oldest change of a batch that is not empty was committed. */
  long oldestCommit() {
    return oldestCommit;
  }

  /** When the newest change of a batch that is not empty was committed. */
  long newestCommit() {
    return newestCommit;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  int rows() {
    return rows;
  }

  boolean isFull(int maxRows, long maxBytes) {
    return rows >= maxRows || bytes >= maxBytes;
  }

  /** Sets when the change that has just come is due: soon, unless the burst is used up. */
  void becomeDue(long now, long intervalMillis) {
    dueAt = Math.max(now + LINGER_MILLIS, paidUntil - (BURST - 1) * intervalMillis);
  }

  long dueAt() {
    return dueAt;
  }

  void flushed(long now, long intervalMillis) {
    rows = 0;
    bytes = 0;
    oldestCommit = Long.MAX_VALUE;
    newestCommit = Long.MIN_VALUE;
    // no more debt than a burst's: full batches in a row must not delay what comes after them
    long owed = Math.min(Math.max(paidUntil, now), now + (BURST - 1) * intervalMillis);
    paidUntil = owed + intervalMillis;
  }
}

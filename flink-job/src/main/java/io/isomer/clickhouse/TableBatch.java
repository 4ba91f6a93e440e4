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

  private static final int BYTES_PER_EVENT = 64; // objects around a change

  private final String table;
  private final JdbcBatchStatementExecutor<ChangelogEvent> executor;
  private int rows;
  private long bytes;
  private long flushedAt = Long.MIN_VALUE;
  private long dueAt;
  private boolean timed;

  TableBatch(String table, JdbcBatchStatementExecutor<ChangelogEvent> executor) {
    this.table = table;
    this.executor = executor;
  }

  /** The source table's name, for messages. */
  String table() {
    return table;
  }

  JdbcBatchStatementExecutor<ChangelogEvent> executor() {
    return executor;
  }

  void add(ChangelogEvent event) throws SQLException {
    executor.addToBatch(event);
    rows++;
    bytes += event.key().length + event.row().length + BYTES_PER_EVENT;
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

  /** Sets when the change that has just come is due: soon, but not sooner than the interval. */
  void becomeDue(long now, long intervalMillis) {
    long lingered = now + LINGER_MILLIS;
    dueAt = flushedAt == Long.MIN_VALUE ? lingered : Math.max(lingered, flushedAt + intervalMillis);
  }

  long dueAt() {
    return dueAt;
  }

  /** Whether a timer will ask for this table. */
  boolean isTimed() {
    return timed;
  }

  void setTimed(boolean timed) {
    this.timed = timed;
  }

  void flushed(long now) {
    rows = 0;
    bytes = 0;
    flushedAt = now;
  }
}

package io.isomer.clickhouse;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * Which tables wait for their flush, and when the next one is due. However many tables are due at
 * once, they are flushed one by one, and after each the stream goes on for as long as the flush has
 * taken: so that batches grow under load instead of the stream standing still, and whoever has
 * waited longest is next. Times are in milliseconds.
 */
final class FlushSchedule {

  private final TreeSet<TableBatch> waiting =
      new TreeSet<>(
          Comparator.comparingLong(TableBatch::dueAt).thenComparingInt(TableBatch::number));
  private long pausedUntil;

  /** Adds a table whose due time is set; it must not change until it is removed. */
  void add(TableBatch batch) {
    waiting.add(batch);
  }

  void remove(TableBatch batch) {
    waiting.remove(batch);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** When the next flush is due. */
  long nextAt() {
    return Math.max(waiting.first().dueAt(), pausedUntil);
  }

  /** The table that has waited longest. */
  TableBatch next() {
    return waiting.first();
  }

  /** A flush that was due has taken its time. */
  void flushed(long start, long end) {
    pausedUntil = end + (end - start);
  }
}

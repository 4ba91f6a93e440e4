package io.isomer.clickhouse;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * Which tables wait for their flush, and when the next one is due; whoever has waited longest is
 * next. Times are in milliseconds.
 */
final class FlushSchedule {

  private final TreeSet<TableBatch> waiting =
      new TreeSet<>(
          Comparator.comparingLong(TableBatch::dueAt).thenComparingInt(TableBatch::number));

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
    return waiting.first().dueAt();
  }

  /** The table that has waited longest. */
  TableBatch next() {
    return waiting.first();
  }
}

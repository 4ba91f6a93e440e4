package io.isomer.clickhouse;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * Which tables wait for their flush, and when the next one is due; the table that has waited
 * longest is next. Times are in milliseconds.
 */
final class FlushSchedule {

  private final TreeSet<TableBuffer> waiting =
      new TreeSet<>(
          Comparator.comparingLong(TableBuffer::dueAt).thenComparingInt(TableBuffer::number));

  /** Adds a table whose due time is set; it must not change until it is removed. */
  void add(TableBuffer table) {
    waiting.add(table);
  }

  void remove(TableBuffer table) {
    waiting.remove(table);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** When the next flush is due. */
  long nextAt() {
    return waiting.first().dueAt();
  }

  /** The table that has waited longest. */
  TableBuffer next() {
    return waiting.first();
  }
}

package io.isomer.benchmarks.chain;

/**
 * When each of a number of changes is due, whatever has become of those before: what is late counts
 * as late.
 *
 * @param beginNanos when the first is due, by {@link System#nanoTime()}
 * @param perSecond how many are due in a second
 * @param changes how many there are
 */
record Schedule(long beginNanos, double perSecond, int changes) {

  private static final double SECOND = 1e9;

  /** When a change is due, by {@link System#nanoTime()}. */
  long dueNanos(int change) {
    return beginNanos + Math.round(change * SECOND / perSecond);
  }

  /** How many changes are due at a moment. */
  int dueAt(long nanos) {
    if (nanos < beginNanos) {
      return 0;
    }
    double due = Math.floor((nanos - beginNanos) * perSecond / SECOND) + 1;
    return (int) Math.min(changes, due);
  }
}

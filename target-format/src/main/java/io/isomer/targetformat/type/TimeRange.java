package io.isomer.targetformat.type;

import java.time.LocalDate;

/**
 * The years that {@code Date32} and {@code DateTime64} keep exactly; beyond them a server clamps or
 * wraps silently.
 */
public enum TimeRange {
  /** All servers. */
  FROM_1900_TO_2299(1900, 2299),
  /** Servers of 2026 and later. */
  FROM_0000_TO_9999(0, 9999);

  /**
   * A query for 1 on a server with the wide range. It reads the last day and the last second as
   * bytes, since servers that keep them still clamp them in a literal.
   */
  public static final String IS_WIDE =
      "SELECT toString(d) = '9999-12-31' AND toString(t) = '9999-12-31 23:59:59' FROM"
          + " format(RowBinary, 'd Date32, t DateTime64(0, \\'UTC\\')',"
          + " unhex('a0c02c007f41f4ff3a000000'))";

  private final LocalDate first;
  private final LocalDate last;

  TimeRange(int firstYear, int lastYear) {
    first = LocalDate.of(firstYear, 1, 1);
    last = LocalDate.of(lastYear, 12, 31);
  }

  public long firstDay() {
    return first.toEpochDay();
  }

  public long lastDay() {
    return last.toEpochDay();
  }
}

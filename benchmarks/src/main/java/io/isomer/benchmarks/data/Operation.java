package io.isomer.benchmarks.data;

/** What a message tells of its row; the names are Debezium's. */
public enum Operation {
  /** A row of the initial snapshot. */
  R,
  C,
  U,
  D;

  String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}

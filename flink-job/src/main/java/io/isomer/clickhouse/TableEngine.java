package io.isomer.clickhouse;

/** The engine of created tables. */
public enum TableEngine {
  /** On one server. */
  REPLACING("ReplacingMergeTree"),
  /** On several servers, each of which has all rows. */
  REPLICATED("ReplicatedReplacingMergeTree");

  private final String name;

  TableEngine(String name) {
    this.name = name;
  }

  /** As the option's value is written. */
  @Override
  public String toString() {
    return name;
  }
}

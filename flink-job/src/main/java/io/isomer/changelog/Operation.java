package io.isomer.changelog;

/**
 * What happened to a row, or to a whole table.
 *
 * <p>The codes but the last are those of Debezium's envelope field {@code op}.
 */
public enum Operation {
  /** A row as a snapshot read it. */
  READ('r'),
  CREATE('c'),
  UPDATE('u'),
  DELETE('d'),
  /** All rows of the table with a lower version are gone; the event has neither key nor row. */
  TRUNCATE('t'),
  /**
   * A change of a row that the decoder has put aside; the event has its key and version, and no
   * row. No Debezium message has this code.
   */
  REJECTED('-');

  private static final Operation[] BY_ORDINAL = values();

  private final char code;

  Operation(char code) {
    this.code = code;
  }

  public char code() {
    return code;
  }

  /** The reverse of {@link #ordinal()}. */
  public static Operation ofOrdinal(int ordinal) {
    return BY_ORDINAL[ordinal];
  }

  /** Whether the event carries the row as it is after the change. */
  public boolean hasRow() {
    return this == READ || this == CREATE || this == UPDATE;
  }
}

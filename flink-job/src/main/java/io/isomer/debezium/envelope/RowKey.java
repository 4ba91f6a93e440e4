package io.isomer.debezium.envelope;

/**
 * A row's key.
 *
 * @param columns the positions in the row of the key's columns, in key order
 * @param values the key's values, in key order
 * @param previous the key that the row had until this change, or null where it is the same or comes
 *     with a message of its own
 */
public record RowKey(int[] columns, byte[] values, RowKey previous) {

  /** No row's: a table has this key when it is truncated. */
  static final RowKey NONE = new RowKey(new int[0], new byte[0]);

  RowKey(int[] columns, byte[] values) {
    this(columns, values, null);
  }

  /** This key of a row that had another one until this change. */
  RowKey after(RowKey previous) {
    return new RowKey(columns, values, previous);
  }
}

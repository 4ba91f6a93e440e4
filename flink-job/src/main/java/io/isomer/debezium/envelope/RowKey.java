package io.isomer.debezium.envelope;

/**
 * The key of a row.
 *
 * @param columns the positions of the key columns in the row, in key order
 * @param values the values of the key, in key order
 * @param previous the key that the row had before this change; null when the key is unchanged or a
 *     message of its own reports the change
 */
public record RowKey(int[] columns, byte[] values, RowKey previous) {

  /** The empty key, for TRUNCATE. */
  static final RowKey NONE = new RowKey(new int[0], new byte[0]);

  RowKey(int[] columns, byte[] values) {
    this(columns, values, null);
  }

  /** This key, of a row whose key was another one before the change. */
  RowKey after(RowKey previous) {
    return new RowKey(columns, values, previous);
  }
}

package io.isomer.changelog;

import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Where an event comes from and what its row looks like. Events of one table share one instance as
 * long as the table's shape stays the same.
 */
public final class ChangelogSchema {

  private final String topic;
  private final TableId table;
  private final List<Column> columns;
  private final int[] keyColumns;
  private final byte[] encoded;
  private final int fingerprint;

  /**
   * @param topic the Kafka topic
   * @param table the source table
   * @param columns the row's columns, in the order of a row's values
   * @param keyColumns the positions of the key's columns, in the order of a key's values; empty for
   *     a table without key
   */
  public ChangelogSchema(String topic, TableId table, List<Column> columns, int[] keyColumns) {
    this.topic = topic;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.keyColumns = keyColumns.clone();
    this.encoded = ChangelogSchemaCodec.encode(this);
    CRC32C checksum = new CRC32C();
    checksum.update(encoded);
    this.fingerprint = (int) checksum.getValue();
  }

  public String topic() {
    return topic;
  }

  public TableId table() {
    return table;
  }

  public List<Column> columns() {
    return columns;
  }

  /** Positions in {@link #columns()}, in key order. */
  public int[] keyColumns() {
    return keyColumns.clone();
  }

  /** The schema as bytes; {@link ChangelogSchemaCodec#decode} reads them. */
  byte[] encoded() {
    return encoded;
  }

  /** A checksum of {@link #encoded()}. */
  int fingerprint() {
    return fingerprint;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof ChangelogSchema that
            && fingerprint == that.fingerprint
            && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return fingerprint;
  }

  @Override
  public String toString() {
    return table + columns.toString();
  }
}

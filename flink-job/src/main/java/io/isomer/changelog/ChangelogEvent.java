package io.isomer.changelog;

import io.isomer.targetformat.RowVersion;
import java.util.Arrays;
import java.util.Objects;

/**
 * One change of one row, or the truncation of a table.
 *
 * @param schema where it comes from and what the row looks like
 * @param operation what happened
 * @param version the row's version after the change
 * @param partition the Kafka partition
 * @param offset the offset within the partition
 * @param committedAt when the transaction committed, in milliseconds since 1970 by PostgreSQL's
 *     clock; for a row of a snapshot when the snapshot read it
 * @param key the key columns' values in the form of {@link RowWriter}, in key order; empty for a
 *     truncation
 * @param row all columns' values in the form of {@link RowWriter}, in the schema's order; empty
 *     unless the operation {@linkplain Operation#hasRow() has a row}
 */
public record ChangelogEvent(
    ChangelogSchema schema,
    Operation operation,
    RowVersion version,
    int partition,
    long offset,
    long committedAt,
    byte[] key,
    byte[] row) {

  /** The number that a row's changes are distributed by: equal for all changes of a row. */
  public int routingHash() {
    return 31 * schema.table().hashCode() + Arrays.hashCode(key);
  }

  /** The message's place, as errors name it: {@code topic-partition@offset}. */
  public String place() {
    return schema.topic() + "-" + partition + "@" + offset;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChangelogEvent that
        && schema.equals(that.schema)
        && operation == that.operation
        && version.equals(that.version)
        && partition == that.partition
        && offset == that.offset
        && committedAt == that.committedAt
        && Arrays.equals(key, that.key)
        && Arrays.equals(row, that.row);
  }

  @Override
  public int hashCode() {
    return Objects.hash(schema, version, partition, offset, Arrays.hashCode(key));
  }

  @Override
  public String toString() {
    return operation + " " + schema.table() + " " + version + " at " + place();
  }
}

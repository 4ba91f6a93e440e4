package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.buffer.BlockPool;
import io.isomer.clickhouse.buffer.ChangeBuffer;
import io.isomer.targetformat.RowVersion;

/**
 * Changes of one source table that are written together. {@link TableBuffer} fills it and seals it;
 * from then on only the worker that writes it may modify it.
 */
final class Batch {

  private final TableId source;
  private final ChangeBuffer changes;
  private final int[] operations = new int[Operation.values().length];
  private RowVersion floor = RowVersion.ZERO;
  private int size;
  private long bytes;
  private long oldestCommit = Long.MAX_VALUE;
  private RowVersion newestVersion = RowVersion.ZERO;
  private long newestCommit;

  Batch(TableId source, BlockPool blocks) {
    this.source = source;
    this.changes = new ChangeBuffer(blocks);
  }

  /** Adds a change to a batch that is not sealed. */
  void add(ChangelogEvent event) {
    if (event.operation() == Operation.TRUNCATE) {
      RowVersion next = event.version().next();
      floor = next.compareTo(floor) > 0 ? next : floor;
    } else {
      changes.add(event);
    }
    size++;
    operations[event.operation().ordinal()]++;
    bytes += event.key().length + event.row().length + ChangeBuffer.BYTES_PER_CHANGE;
    oldestCommit = Math.min(oldestCommit, event.committedAt());
    if (event.version().compareTo(newestVersion) >= 0) {
      newestVersion = event.version();
      newestCommit = event.committedAt();
    }
  }

  TableId source() {
    return source;
  }

  /** All changes except truncations. */
  ChangeBuffer changes() {
    return changes;
  }

  /**
   * The version below which truncations have removed all rows; zero when there is none, or when it
   * {@linkplain #floorRaised() was raised}.
   */
  RowVersion floor() {
    return floor;
  }

  /** The floor is in ClickHouse, and is not raised again when the batch is retried. */
  void floorRaised() {
    floor = RowVersion.ZERO;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The number of changes. */
  int size() {
    return size;
  }

  /** The number of changes of an operation. */
  int count(Operation operation) {
    return operations[operation.ordinal()];
  }

  /** The memory that the changes take, approximately. */
  long bytes() {
    return bytes;
  }

  /** When the oldest change was committed, in milliseconds since 1970. */
  long oldestCommit() {
    return oldestCommit;
  }

  /** The version of the newest change. */
  RowVersion newestVersion() {
    return newestVersion;
  }

  /** When the newest change was committed, in milliseconds since 1970. */
  long newestCommit() {
    return newestCommit;
  }

  /** Gives the memory of the changes back; they cannot be read any more. */
  void release() {
    changes.release();
  }
}

package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.buffer.BlockPool;

/** One table's changes since its last flush. Task thread only. */
final class TableBuffer {

  private final int number;
  private final TableId source;
  private final BatchWriter writer;
  private final TableMetrics metrics;
  private final FlushPacer pacer;
  private final BlockPool blocks;
  private Batch filling;
  private boolean writing;

  /**
   * @param number identifies the table among those of one writer
   * @param writer writes the batches
   * @param metrics of the target table
   * @param blocks memory for changes
   */
  TableBuffer(
      int number,
      TableId source,
      BatchWriter writer,
      TableMetrics metrics,
      FlushPacer pacer,
      BlockPool blocks) {
    this.number = number;
    this.source = source;
    this.writer = writer;
    this.metrics = metrics;
    this.pacer = pacer;
    this.blocks = blocks;
    this.filling = new Batch(source, blocks);
  }

  int number() {
    return number;
  }

  BatchWriter writer() {
    return writer;
  }

  void add(ChangelogEvent event) {
    filling.add(event);
  }

  /** The memory of the changes that are not sealed, approximately. */
  long bytes() {
    return filling.bytes();
  }

  boolean isEmpty() {
    return filling.isEmpty();
  }

  boolean isFull(int maxRows, long maxBytes) {
    return filling.size() >= maxRows || filling.bytes() >= maxBytes;
  }

  /** Whether a sealed batch is not {@link #written} yet: batches must not overtake each other. */
  boolean isWriting() {
    return writing;
  }

  /** Whether it has changes, or was flushed so recently that the next flush would have to wait. */
  boolean isActive(long now) {
    return !isEmpty() || pacer.isCharged(now);
  }

  /**
   * The first change since the last flush has arrived.
   *
   * @param changes number of changes of all tables so far
   */
  void begin(long now, long changes) {
    pacer.begin(now, changes);
  }

  /** When the changes are to be flushed, in milliseconds. */
  long dueAt() {
    return pacer.dueAt();
  }

  /**
   * Postpones a flush that is due and not scheduled, while a backlog is drained.
   *
   * @param changes number of changes of all tables so far
   * @param heldBack whether the writer keeps the stream waiting
   * @return whether it was postponed
   */
  boolean postpone(long now, long changes, boolean heldBack) {
    return pacer.postpone(now, changes, heldBack, filling.newestCommit());
  }

  /**
   * Ends the batch: further changes belong to the next one.
   *
   * @param alone whether no other table is active
   */
  Batch seal(long now, boolean alone) {
    Batch sealed = filling;
    filling = new Batch(source, blocks);
    writing = true;
    pacer.flushed(now, alone, sealed.size(), sealed.newestCommit());
    return sealed;
  }

  /** The sealed batch is in ClickHouse. */
  void written(Batch batch) {
    writing = false;
    metrics.flushed(batch);
  }
}

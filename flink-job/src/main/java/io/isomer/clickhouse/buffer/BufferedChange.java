package io.isomer.clickhouse.buffer;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;
import io.isomer.targetformat.RowVersion;

/**
 * A change that waits for the next flush, with the older changes of its row: they have the values
 * that PostgreSQL did not send again, and take the change's place where its values do not fit.
 */
public final class BufferedChange {

  private final ChangeArena arena;
  private final long position;

  BufferedChange(ChangeArena arena, long position) {
    this.arena = arena;
    this.position = position;
  }

  /** The change, built again by each call. */
  public ChangelogEvent event() {
    return arena.event(position);
  }

  /** The same as if it had no row, where key and place are all that is asked for. */
  public ChangelogEvent eventWithoutRow() {
    return arena.eventWithoutRow(position);
  }

  public RowVersion version() {
    return arena.version(position);
  }

  public boolean isDeletion() {
    return arena.operation(position) == Operation.DELETE;
  }

  /** Whether the decoder has put the change aside: it can be neither written nor passed over. */
  public boolean isRejected() {
    return arena.operation(position) == Operation.REJECTED;
  }

  /** The next older change, or null. */
  public BufferedChange older() {
    long older = arena.older(position);
    return older == ChangeArena.NONE ? null : new BufferedChange(arena, older);
  }
}

package io.isomer.clickhouse.buffer;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.targetformat.RowVersion;

/**
 * An initial snapshot of a source table, and the versions that decide whether it may be written.
 *
 * <p>What streamed after it has its position or a higher one as its commit position (except for the
 * first transaction, see {@code SnapshotAdmission}). So a streamed change with a lower one comes
 * from before it, out of another slot, and what that slot did not send any more is unknown.
 *
 * @param source the table
 * @param version of its rows: no commit position, and the snapshot's LSN
 */
public record InitialSnapshot(TableId source, RowVersion version) {

  private static final long ALIGNED = ~7L; // log records are; a floor or a repair is just above

  /**
   * Of a known snapshot and the one that a change is a row of, if it is, the newer.
   *
   * @param known may be null
   */
  static InitialSnapshot newest(InitialSnapshot known, ChangelogEvent change) {
    RowVersion version = change.version();
    return change.operation() == Operation.READ
            && version.commit() == 0
            && (known == null || version.compareTo(known.version) > 0)
        ? new InitialSnapshot(change.schema().table(), version)
        : known;
  }

  /** The lowest version of a change that was streamed before the snapshot. */
  public RowVersion firstOlder() {
    return RowVersion.of(version.epoch(), 1, 0);
  }

  /** The lowest version of a change that was streamed after the snapshot. */
  public RowVersion firstNewer() {
    return RowVersion.of(version.epoch(), version.lsn(), 0);
  }

  /** Whether a streamed change of this version comes from before the snapshot. */
  public boolean isAfter(RowVersion streamed) {
    return streamed.compareTo(firstOlder()) >= 0 && streamed.compareTo(firstNewer()) < 0;
  }

  /**
   * Whether the table's floor says that the snapshot may be written: its own, when a writer has
   * accepted it before; a later snapshot's, truncation's or rebuilt copy's, which hides it; or a
   * later epoch's.
   */
  public boolean isAllowedBy(RowVersion floor) {
    return floor.compareTo(version) >= 0 && !isAfter(floor);
  }

  /**
   * @param older the newest change from before the snapshot
   */
  public UnfitTableException refusal(String targetName, RowVersion older) {
    return new UnfitTableException(
        ("An initial snapshot of %s at %s has come, and %s has changes from before it, up to %s."
                + " What happened between the two may be lost, so nothing of the snapshot is"
                + " written. Run ./isomer resync %s")
            .formatted(
                source,
                text(version.lsn()),
                targetName,
                text(Math.max(older.commit(), older.lsn()) & ALIGNED),
                source));
  }

  /** As PostgreSQL writes log positions. */
  private static String text(long position) {
    return "%X/%X".formatted(position >>> Integer.SIZE, position & 0xFFFF_FFFFL);
  }
}

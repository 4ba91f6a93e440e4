package io.isomer.clickhouse.toast;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.convert.UnfitValueException;
import io.isomer.clickhouse.encode.UnchangedValues;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.clickhouse.schema.EncoderCache;
import io.isomer.targetformat.RowVersion;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks up unchanged TOAST values in the row's older buffered changes, and records the columns not
 * found there. If changes of the table were rejected, it finds no values until these were
 * {@linkplain #lookUp looked up}.
 */
public final class BufferedToastValues implements UnchangedValues {

  private final EncoderCache encoders;
  private final RejectedChanges rejectedChanges;
  private final ClickHouseClient client;
  private final Set<String> stillMissing = new LinkedHashSet<>();
  private BufferedChange change;
  private RejectedVersions rejected;

  public BufferedToastValues(
      EncoderCache encoders, RejectedChanges rejectedChanges, ClickHouseClient client) {
    this.encoders = encoders;
    this.rejectedChanges = rejectedChanges;
    this.client = client;
  }

  /** From now on the values are those of this change's row. */
  public void of(BufferedChange change) {
    this.change = change;
  }

  /** Asks which changes of the rows were rejected. */
  public void lookUp(List<BufferedChange> changes) throws SQLException {
    rejected = rejectedChanges.read(client, changes);
  }

  /** Until {@link #lookUp}. */
  public void forget() {
    rejected = null;
  }

  /**
   * Makes sure that no change is missing since an older version of the row.
   *
   * @param base null when the row has no older version
   * @throws UnfitValueException when one is
   */
  public void requireNoneMissingSince(RowVersion base) {
    rejected.requireNoneBetween(base, change);
  }

  /** Names of the columns that no older change had a value for. */
  public Set<String> stillMissing() {
    return stillMissing;
  }

  @Override
  public boolean write(String column, RowBinaryBuffer out) throws SQLException {
    if (rejected == null && rejectedChanges.any(client)) {
      stillMissing.add(column);
      return false;
    }
    for (BufferedChange older = change.older(); older != null; older = older.older()) {
      if (older.isRejected()) {
        throw RejectedVersions.missing(older.eventWithoutRow().place());
      }
      if (older.isDeletion()) {
        throw unknown();
      }
      ChangelogEvent event = older.event();
      if (encoders.get(event.schema()).encodeColumn(column, event, out)) {
        if (rejected != null) {
          requireNoneMissingSince(event.version());
        }
        return true;
      }
    }
    stillMissing.add(column);
    return false;
  }

  static UnfitValueException unknown() {
    return new UnfitValueException(
        "an unchanged value that PostgreSQL did not send (TOAST)",
        "neither the buffer nor ClickHouse has the row's older version; run an incremental snapshot"
            + " of the table, or set REPLICA IDENTITY FULL on it so that such values are sent");
  }
}

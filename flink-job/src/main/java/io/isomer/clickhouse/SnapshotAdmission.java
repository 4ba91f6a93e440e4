package io.isomer.clickhouse;

import io.isomer.clickhouse.buffer.InitialSnapshot;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.clickhouse.table.VersionFloors;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.SystemColumns;
import java.sql.SQLException;

/**
 * Decides whether an initial snapshot may be written. It is refused if the table has changes from
 * before it. Accepting it raises the table's version floor to the snapshot's version before its
 * first row is written. That hides rows of an interrupted snapshot or of a previous epoch, and
 * shows other writers, and this one after a failure, that it was accepted.
 *
 * <p>ClickHouse is asked once for each snapshot, and while one is refused.
 *
 * <p>The first transaction after a snapshot may have a lower position than the snapshot, when it
 * was in flight. Another writer that has written of it, and has no row of the snapshot, may then
 * have this one refuse the snapshot, if that has not let it in yet.
 */
final class SnapshotAdmission {

  private static final int UNKNOWN_TABLE = 60;

  private final String targetName;
  private final SchemaPolicy policy;
  private RowVersion allowed = RowVersion.ZERO; // the newest
  private InitialSnapshot refused; // null where none is

  SnapshotAdmission(String targetName, SchemaPolicy policy) {
    this.targetName = targetName;
    this.policy = policy;
  }

  /**
   * Decides on the newest snapshot of the batch, or the one that was refused before. Older ones are
   * under its floor.
   *
   * @param ofBatch null where none of the changes is a row of an initial snapshot
   * @throws UnfitTableException when it is refused
   */
  void admit(ClickHouseClient client, InitialSnapshot ofBatch) throws SQLException {
    InitialSnapshot snapshot = ofBatch == null ? refused : ofBatch;
    if (refused != null && snapshot.version().compareTo(refused.version()) < 0) {
      snapshot = refused;
    }
    if (snapshot == null || snapshot.version().compareTo(allowed) <= 0) {
      return;
    }
    if (!snapshot.isAllowedBy(floor(client))) {
      RowVersion older = newestOlder(client, snapshot);
      // unless another writer has accepted it meanwhile, and written what came after it
      if (!older.equals(RowVersion.ZERO) && !snapshot.isAllowedBy(floor(client))) {
        refused = snapshot;
        throw snapshot.refusal(targetName, older);
      }
      VersionFloors.raise(client, policy, targetName, snapshot.version());
    }
    refused = null;
    allowed = snapshot.version();
  }

  private RowVersion floor(ClickHouseClient client) throws SQLException {
    return VersionFloors.read(client, targetName);
  }

  /** Of the changes from before the snapshot, a truncation included; zero when there is none. */
  private RowVersion newestOlder(ClickHouseClient client, InitialSnapshot snapshot)
      throws SQLException {
    RowVersion row = newestOlderRow(client, snapshot);
    RowVersion floor = floor(client);
    return snapshot.isAfter(floor) && floor.compareTo(row) > 0 ? floor : row;
  }

  private RowVersion newestOlderRow(ClickHouseClient client, InitialSnapshot snapshot)
      throws SQLException {
    String sql =
        "SELECT toString(max(%1$s)) FROM %2$s WHERE %1$s >= toUInt128('%3$s') AND %1$s < toUInt128('%4$s')"
            .formatted(
                SystemColumns.VERSION,
                ClickHouseDialect.quote(targetName),
                snapshot.firstOlder(),
                snapshot.firstNewer());
    try {
      return RowVersion.parse(client.text(sql));
    } catch (SQLException e) {
      if (e.getErrorCode() == UNKNOWN_TABLE) {
        return RowVersion.ZERO; // it is created with its first row
      }
      throw e;
    }
  }
}

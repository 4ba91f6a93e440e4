package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Missing values out of the row's older changes in the buffer; it notes what they lack too. */
final class OlderChanges implements MissingValues {

  private final EncoderCache encoders;
  private final Set<String> stillMissing = new LinkedHashSet<>();
  private BufferedChange change;

  OlderChanges(EncoderCache encoders) {
    this.encoders = encoders;
  }

  /** From now on the values are those of this change's row. */
  void of(BufferedChange change) {
    this.change = change;
  }

  /** Names of the columns that no older change had a value for. */
  Set<String> stillMissing() {
    return stillMissing;
  }

  @Override
  public boolean write(String column, RowBinaryBuffer out) throws SQLException {
    for (BufferedChange older = change.older(); older != null; older = older.older()) {
      ChangelogEvent event = older.event();
      if (event.operation() == Operation.DELETE) {
        throw unknown();
      }
      if (encoders.get(event.schema()).encodeColumn(column, event, out)) {
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

package io.isomer.clickhouse.table;

import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.clickhouse.rowbinary.RowHeader;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.SystemTable;
import io.isomer.targetformat.VersionFloor;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads and raises the version floors of target tables. Rows of versions below its table's floor
 * are hidden. A truncation, or an initial snapshot, raises the floor instead of removing rows, so
 * that the order of writes does not matter.
 */
public final class VersionFloors {

  private static final int UNKNOWN_TABLE = 60;
  private static final List<String> COLUMNS = List.of("table_name", "floor");
  private static final List<String> TYPES = List.of("String", "UInt128");

  private VersionFloors() {}

  /**
   * Hides all rows of a target table with a lower version than {@code floor}.
   *
   * @throws MissingHelperException when {@link SystemTable#TRUNCATIONS} is missing and must not be
   *     created
   */
  public static void raise(
      ClickHouseClient client, SchemaPolicy policy, String targetName, RowVersion floor)
      throws SQLException {
    if (policy.createTables()) {
      client.execute(SystemTable.TRUNCATIONS.create(policy.engine()));
    }
    RowBinaryBuffer row = new RowBinaryBuffer();
    RowHeader.write(COLUMNS, TYPES, row);
    row.writeString(targetName);
    row.writeInt128(floor.high(), floor.low());
    try {
      client.insert(SystemTable.TRUNCATIONS.tableName(), COLUMNS, row, 1);
    } catch (SQLException e) {
      throw e.getErrorCode() == UNKNOWN_TABLE
          ? new MissingHelperException(SystemTable.TRUNCATIONS)
          : e;
    }
  }

  /**
   * The floor of a target table, or of the copy that is being built to take its place, whichever is
   * higher; zero where there is none.
   */
  public static RowVersion read(ClickHouseClient client, String targetName) throws SQLException {
    try {
      return RowVersion.parse(client.text(VersionFloor.select(targetName)));
    } catch (SQLException e) {
      if (e.getErrorCode() == UNKNOWN_TABLE) {
        return RowVersion.ZERO; // none was raised yet
      }
      throw e;
    }
  }
}

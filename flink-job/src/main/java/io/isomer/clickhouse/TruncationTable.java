package io.isomer.clickhouse;

import io.isomer.changelog.RowVersion;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/**
 * The table that remembers up to which version each target table's rows are gone. A truncation
 * raises that floor instead of removing rows, so that it does not matter what is written first.
 */
final class TruncationTable {

  private static final int UNKNOWN_TABLE = 60;
  private static final List<String> COLUMNS = List.of("table_name", "floor");
  private static final List<String> TYPES = List.of("String", "UInt128");

  private TruncationTable() {}

  /**
   * Hides all rows of a target table with a lower version than {@code floor}.
   *
   * @throws MissingHelperException when {@link TableDdl#TRUNCATIONS} is missing
   */
  static void raiseFloor(BatchInserter inserter, String targetName, RowVersion floor)
      throws SQLException {
    RowBinaryBuffer row = new RowBinaryBuffer();
    RowHeader.write(COLUMNS, TYPES, row);
    byte[] name = targetName.getBytes(StandardCharsets.UTF_8);
    TextWriters.string(name, 0, name.length, row);
    row.writeInt128(floor.high(), floor.low());
    try {
      inserter.insert(TableDdl.TRUNCATIONS, COLUMNS, row, 1);
    } catch (SQLException e) {
      throw e.getErrorCode() == UNKNOWN_TABLE ? new MissingHelperException(missingMessage()) : e;
    }
  }

  static String missingMessage() {
    return "ClickHouse has no table %s, which a TRUNCATE needs; create it: %s"
        .formatted(TableDdl.TRUNCATIONS, TableDdl.CREATE_TRUNCATIONS);
  }
}

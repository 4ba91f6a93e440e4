package io.isomer.clickhouse.table;

import io.isomer.targetformat.type.TargetColumn;
import io.isomer.targetformat.type.TimeRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how the target tables look in ClickHouse. */
public final class TargetCatalog {

  // values of the other kinds of columns are computed; an INSERT cannot name them
  private static final String TABLE =
      "SELECT t.database, t.engine_full, t.sorting_key, ("
          + TimeRange.IS_WIDE
          + "), c.name, c.type, c.default_kind"
          + " FROM (SELECT database, name, engine_full, sorting_key FROM system.tables WHERE database = currentDatabase() AND name = ?) AS t"
          + " ALL LEFT JOIN (SELECT table, name, type, default_kind, position FROM system.columns"
          + " WHERE database = currentDatabase() AND table = ?"
          + " AND default_kind NOT IN ('MATERIALIZED', 'ALIAS')) AS c ON c.table = t.name"
          + " ORDER BY c.position";

  private TargetCatalog() {}

  /**
   * @param name of the table, in the connection's database
   * @return empty when there is none
   */
  public static Optional<TargetTable> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
      statement.setString(1, name);
      statement.setString(2, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(table(name, row)) : Optional.empty();
      }
    }
  }

  /**
   * @param row the first; each has the table's values and a column's
   */
  private static TargetTable table(String name, ResultSet row) throws SQLException {
    String database = row.getString(1);
    String engine = row.getString(2);
    String sortingKey = row.getString(3);
    TimeRange range =
        row.getInt(4) == 1 ? TimeRange.FROM_0000_TO_9999 : TimeRange.FROM_1900_TO_2299;
    List<TargetColumn> columns = new ArrayList<>();
    do {
      if (!row.getString(5).isEmpty()) { // as it is where the table has no column
        columns.add(TargetColumn.of(row.getString(5), row.getString(6), row.getString(7)));
      }
    } while (row.next());
    return new TargetTable(database, name, engine, sortingKey, columns, range);
  }
}

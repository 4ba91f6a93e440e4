package io.isomer.clickhouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how the target tables look in ClickHouse. */
final class TargetCatalog {

  private static final String TABLE =
      "SELECT database, engine_full, sorting_key FROM system.tables"
          + " WHERE database = currentDatabase() AND name = ?";
  // values of the other kinds are computed; an INSERT cannot name them
  private static final String COLUMNS =
      "SELECT name, type, default_kind FROM system.columns WHERE database = currentDatabase() AND table = ?"
          + " AND default_kind NOT IN ('MATERIALIZED', 'ALIAS') ORDER BY position";

  private TargetCatalog() {}

  /**
   * @param name of the table, in the connection's database
   * @return empty when there is none
   */
  static Optional<TargetTable> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new TargetTable(
                row.getString(1),
                name,
                row.getString(2),
                row.getString(3),
                columns(connection, name),
                timeRange(connection)));
      }
    }
  }

  private static List<TargetColumn> columns(Connection connection, String name)
      throws SQLException {
    List<TargetColumn> columns = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(TargetColumn.of(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
    }
    return columns;
  }

  private static TimeRange timeRange(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TimeRange.IS_WIDE)) {
      row.next();
      return row.getInt(1) == 1 ? TimeRange.FROM_0000_TO_9999 : TimeRange.FROM_1900_TO_2299;
    }
  }
}

package io.isomer.clickhouse.table;

import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.type.TargetColumn;
import io.isomer.targetformat.type.TimeRange;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads how the target tables look in ClickHouse. */
public final class TargetCatalog {

  // values of the other kinds of columns are computed; an INSERT cannot name them
  private static final String TABLE =
      "SELECT t.database, t.engine_full, t.sorting_key, ("
          + TimeRange.IS_WIDE
          + "), c.name, c.type, c.default_kind"
          + " FROM (SELECT database, name, engine_full, sorting_key FROM system.tables"
          + " WHERE database = currentDatabase() AND name = %1$s) AS t"
          + " ALL LEFT JOIN (SELECT table, name, type, default_kind, position FROM system.columns"
          + " WHERE database = currentDatabase() AND table = %1$s"
          + " AND default_kind NOT IN ('MATERIALIZED', 'ALIAS')) AS c ON c.table = t.name"
          + " ORDER BY c.position";

  private TargetCatalog() {}

  /**
   * @param name of the table, in the connection's database
   * @return empty when there is none
   */
  public static Optional<TargetTable> find(ClickHouseClient client, String name)
      throws SQLException {
    List<List<String>> rows =
        client.rows(
            TABLE.formatted(ClickHouseDialect.literal(name)), "reading the columns of " + name);
    return rows.isEmpty() ? Optional.empty() : Optional.of(table(name, rows));
  }

  /**
   * @param rows each has the table's values and a column's
   */
  private static TargetTable table(String name, List<List<String>> rows) {
    List<String> first = rows.get(0);
    TimeRange range =
        first.get(3).equals("1") ? TimeRange.FROM_0000_TO_9999 : TimeRange.FROM_1900_TO_2299;
    List<TargetColumn> columns =
        rows.stream()
            .filter(row -> !row.get(4).isEmpty()) // as it is where the table has no column
            .map(row -> TargetColumn.of(row.get(4), row.get(5), row.get(6)))
            .toList();
    return new TargetTable(first.get(0), name, first.get(1), first.get(2), columns, range);
  }
}

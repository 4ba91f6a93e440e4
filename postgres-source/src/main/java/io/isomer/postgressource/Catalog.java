package io.isomer.postgressource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what PostgreSQL, version 10 or newer, knows of its tables. */
public final class Catalog {

  private static final String TABLES =
      """
      SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition, c.relpersistence,
             c.relreplident
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
        AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY n.nspname, c.relname
      """;

  // by way of JSON, for the servers that do not have the column yet
  private static final String COLUMNS =
      """
      SELECT a.attrelid, a.attname, a.atttypid, a.atttypmod, a.attnotnull,
             coalesce(to_jsonb(a) ->> 'attgenerated', '') AS attgenerated
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
      WHERE a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attrelid, a.attnum
      """;

  // a covering index's further columns are no part of the key
  private static final String KEYS =
      """
      SELECT i.indrelid, i.indisprimary, i.indisreplident, a.attname
      FROM pg_index i
      CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
      WHERE (i.indisprimary OR i.indisreplident) AND i.indislive
        AND k.place <= coalesce((to_jsonb(i) ->> 'indnkeyatts')::int, i.indnatts)
      ORDER BY i.indrelid, k.place
      """;

  private Catalog() {}

  /** All tables but the system's own and temporary ones, by schema and name. */
  public static List<SourceTable> tables(Connection connection) throws SQLException {
    Map<Long, List<SourceColumn>> columns = columns(connection);
    Map<Long, List<String>> primaryKeys = new HashMap<>();
    Map<Long, List<String>> identityIndexes = new HashMap<>();
    readKeys(connection, primaryKeys, identityIndexes);
    List<SourceTable> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        tables.add(table(rows, columns, primaryKeys, identityIndexes));
      }
    }
    return List.copyOf(tables);
  }

  private static Map<Long, List<SourceColumn>> columns(Connection connection) throws SQLException {
    TypeCatalog types = TypeCatalog.read(connection);
    Map<Long, List<SourceColumn>> columns = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COLUMNS)) {
      while (rows.next()) {
        columns
            .computeIfAbsent(rows.getLong("attrelid"), table -> new ArrayList<>())
            .add(column(rows, types));
      }
    }
    return columns;
  }

  private static void readKeys(
      Connection connection, Map<Long, List<String>> primary, Map<Long, List<String>> identity)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(KEYS)) {
      while (rows.next()) {
        long table = rows.getLong("indrelid");
        if (rows.getBoolean("indisprimary")) {
          primary.computeIfAbsent(table, t -> new ArrayList<>()).add(rows.getString("attname"));
        }
        if (rows.getBoolean("indisreplident")) {
          identity.computeIfAbsent(table, t -> new ArrayList<>()).add(rows.getString("attname"));
        }
      }
    }
  }

  private static SourceColumn column(ResultSet row, TypeCatalog types) throws SQLException {
    return new SourceColumn(
        row.getString("attname"),
        types.type(row.getLong("atttypid"), row.getInt("atttypmod")),
        row.getBoolean("attnotnull"),
        switch (row.getString("attgenerated")) {
          case "s" -> SourceColumn.Generation.STORED;
          case "v" -> SourceColumn.Generation.VIRTUAL;
          default -> SourceColumn.Generation.NONE;
        });
  }

  private static SourceTable table(
      ResultSet row,
      Map<Long, List<SourceColumn>> columns,
      Map<Long, List<String>> primaryKeys,
      Map<Long, List<String>> identityIndexes)
      throws SQLException {
    long oid = row.getLong("oid");
    return new SourceTable(
        row.getString("nspname"),
        row.getString("relname"),
        kind(row.getString("relkind"), row.getBoolean("relispartition")),
        row.getString("relpersistence").equals("p"),
        identity(row.getString("relreplident")),
        columns.getOrDefault(oid, List.of()),
        primaryKeys.getOrDefault(oid, List.of()),
        identityIndexes.getOrDefault(oid, List.of()));
  }

  private static SourceTable.Kind kind(String relkind, boolean partition) {
    if (relkind.equals("p")) {
      return SourceTable.Kind.PARTITIONED;
    }
    return partition ? SourceTable.Kind.PARTITION : SourceTable.Kind.ORDINARY;
  }

  private static ReplicaIdentity identity(String code) {
    return switch (code) {
      case "d" -> ReplicaIdentity.DEFAULT;
      case "f" -> ReplicaIdentity.FULL;
      case "i" -> ReplicaIdentity.INDEX;
      case "n" -> ReplicaIdentity.NOTHING;
      default -> throw new IllegalStateException("relreplident " + code + " is not known");
    };
  }
}

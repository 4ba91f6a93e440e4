package io.isomer.testing.e2e.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The columns by which a PostgreSQL table is compared with its ClickHouse view. */
record TableShape(String schema, String table, String target, List<Column> columns) {

  record Column(String name, ValueForm form, boolean key) {}

  /** Rows are told apart by the primary key, or by the index that is the replica identity. */
  private static final String COLUMNS =
      """
      WITH RECURSIVE resolved AS (
        SELECT a.attnum, a.attname, a.atttypid AS type, a.atttypmod AS modifier,
               COALESCE(a.attnum = ANY (i.indkey::int2[]), false) AS key
        FROM pg_attribute a
        LEFT JOIN LATERAL (
          SELECT indkey FROM pg_index
          WHERE indrelid = a.attrelid AND (indisprimary OR indisreplident)
          ORDER BY indisprimary DESC LIMIT 1) i ON true
        WHERE a.attrelid = (quote_ident(?) || '.' || quote_ident(?))::regclass
          AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT r.attnum, r.attname, t.typbasetype, t.typtypmod, r.key
        FROM resolved r JOIN pg_type t ON t.oid = r.type
        WHERE t.typtype = 'd'
      )
      SELECT r.attname, t.typname, t.typtype, r.modifier, e.typname, e.typtype, r.key
      FROM resolved r
      JOIN pg_type t ON t.oid = r.type
      LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
      WHERE t.typtype <> 'd'
      ORDER BY r.attnum
      """;

  /**
   * Reads the table's columns and key.
   *
   * @param target the ClickHouse view, with its database
   * @throws IllegalArgumentException for a table without a key, or of types not known
   */
  static TableShape read(Connection postgres, String schema, String table, String target)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement statement = postgres.prepareStatement(COLUMNS)) {
      statement.setString(1, schema);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1);
          ValueForm form = ValueForms.of(name, type(rows));
          columns.add(new Column(name, form, rows.getBoolean(7)));
        }
      }
    }
    if (columns.stream().noneMatch(Column::key)) {
      throw new IllegalArgumentException(schema + "." + table + " has no key");
    }
    return new TableShape(schema, table, target, List.copyOf(columns));
  }

  private static PostgresType type(ResultSet row) throws SQLException {
    int modifier = row.getInt(4);
    PostgresType element =
        row.getString(5) == null
            ? null
            : new PostgresType(row.getString(5), row.getString(6).charAt(0), modifier, null);
    return new PostgresType(row.getString(2), row.getString(3).charAt(0), modifier, element);
  }

  List<Column> keys() {
    return columns.stream().filter(Column::key).toList();
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** Whether both databases give the rows in the same order. */
  boolean ordersAlike() {
    return keys().stream().allMatch(key -> key.form().ordersAlikeAsText());
  }

  String postgresQuery(String condition) {
    return "SELECT "
        + columns.stream()
            .map(c -> c.form().postgresExpression(inPostgres(c.name())))
            .collect(Collectors.joining(", "))
        + " FROM "
        + inPostgres(schema)
        + "."
        + inPostgres(table)
        + condition
        + " ORDER BY "
        + keys().stream()
            .map(c -> c.form().postgresExpression(inPostgres(c.name())) + " COLLATE \"C\"")
            .collect(Collectors.joining(", "));
  }

  String clickhouseQuery(String condition) {
    return "SELECT "
        + columns.stream()
            .map(c -> c.form().clickhouseExpression(inClickHouse(c.name())))
            .collect(Collectors.joining(", "))
        + " FROM "
        + target
        + condition
        + " ORDER BY "
        + keys().stream()
            .map(c -> c.form().clickhouseExpression(inClickHouse(c.name())))
            .collect(Collectors.joining(", "))
        + " FORMAT TabSeparated";
  }

  static String inPostgres(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String inClickHouse(String name) {
    return '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
  }

  /** A row as both sides write it. */
  Row row(List<String> texts) {
    List<String> values = new ArrayList<>();
    List<String> key = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String value = columns.get(i).form().canonical(texts.get(i));
      values.add(value);
      if (columns.get(i).key()) {
        key.add(value);
      }
    }
    return new Row(key, values);
  }
}

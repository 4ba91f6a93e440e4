package io.isomer.stack.compare;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The columns by which a PostgreSQL table is compared with its ClickHouse view. */
record TableShape(String schema, String table, String target, List<Column> columns) {

  record Column(String name, ColumnForm form, boolean key) {}

  /** Rows are told apart by the primary key, or by the index that is the replica identity. */
  private static final String COLUMNS =
      """
      SELECT a.attname, t.typname, t.typtype,
             CASE WHEN d.typtype = 'd' THEN d.typtypmod ELSE a.atttypmod END AS modifier,
             e.typname AS element, e.typtype AS element_kind,
             COALESCE(a.attnum = ANY (i.indkey::int2[]), false) AS key
      FROM pg_attribute a
      JOIN pg_type d ON d.oid = a.atttypid
      JOIN pg_type t ON t.oid = pg_basetype(d.oid)
      LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
      LEFT JOIN LATERAL (
        SELECT indkey FROM pg_index
        WHERE indrelid = a.attrelid AND (indisprimary OR indisreplident)
        ORDER BY indisprimary DESC LIMIT 1) i ON true
      WHERE a.attrelid = (quote_ident(?) || '.' || quote_ident(?))::regclass
        AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;

  /**
   * Reads the table's columns and key.
   *
   * @param target the ClickHouse view, with its database
   * @throws IllegalArgumentException for a table without a primary key, or of types not known
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
          Column column = new Column(name, type(rows).form(name), rows.getBoolean("key"));
          if (column.key() && !column.form().ordersAlikeAsText()) {
            throw new IllegalArgumentException(
                "key column " + name + ": the databases order such values differently");
          }
          columns.add(column);
        }
      }
    }
    if (columns.stream().noneMatch(Column::key)) {
      throw new IllegalArgumentException(schema + "." + table + " has no key");
    }
    return new TableShape(schema, table, target, List.copyOf(columns));
  }

  private static SourceType type(ResultSet rows) throws SQLException {
    String element = rows.getString("element");
    int modifier = rows.getInt("modifier");
    return new SourceType(
        rows.getString("typname"),
        rows.getString("typtype").charAt(0),
        modifier,
        element == null
            ? null
            : new SourceType(element, rows.getString("element_kind").charAt(0), modifier, null));
  }

  List<Column> keys() {
    return columns.stream().filter(Column::key).toList();
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  String postgresQuery(String condition) {
    return "SELECT "
        + columns.stream()
            .map(c -> c.form().postgresExpression(quoted(c)))
            .collect(Collectors.joining(", "))
        + " FROM \""
        + schema
        + "\".\""
        + table
        + "\""
        + condition
        + " ORDER BY "
        + keys().stream()
            .map(c -> c.form().postgresExpression(quoted(c)) + " COLLATE \"C\"")
            .collect(Collectors.joining(", "));
  }

  String clickhouseQuery(String condition) {
    return "SELECT "
        + columns.stream()
            .map(c -> c.form().clickhouseExpression(quoted(c)))
            .collect(Collectors.joining(", "))
        + " FROM "
        + target
        + condition
        + " ORDER BY "
        + keys().stream()
            .map(c -> c.form().clickhouseExpression(quoted(c)))
            .collect(Collectors.joining(", "))
        + " FORMAT TabSeparated";
  }

  static String quoted(Column column) {
    return "\"" + column.name() + "\"";
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

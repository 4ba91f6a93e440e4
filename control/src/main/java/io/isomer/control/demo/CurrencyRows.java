package io.isomer.control.demo;

import io.isomer.control.sql.SqlResult;
import io.isomer.control.sql.SqlSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The currency table's rows in one of the databases. */
final class CurrencyRows {

  private final SqlSession session;
  private final String table;

  /**
   * @param table with its schema or database
   */
  CurrencyRows(SqlSession session, String table) {
    this.session = session;
    this.table = table;
  }

  /** Those of these keys that the database has, by key. */
  Map<String, CurrencyRow> of(List<String> keys) throws IOException, SQLException {
    String list = keys.stream().map(key -> "'" + key + "'").collect(Collectors.joining(", "));
    SqlResult result =
        session.run(
            "SELECT id, currency_code, value_to_try FROM %s WHERE id IN (%s)"
                .formatted(table, list));
    Map<String, CurrencyRow> rows = new HashMap<>();
    for (List<String> row : result.rows()) {
      Double value = row.get(2) == null ? null : Double.valueOf(row.get(2));
      rows.put(row.get(0), new CurrencyRow(row.get(1), value));
    }
    return rows;
  }

  /** How many rows the table has. */
  long count() throws IOException, SQLException {
    return Long.parseLong(session.run("SELECT count(*) FROM " + table).rows().get(0).get(0));
  }
}

package io.isomer.stack.cli;

import io.isomer.stack.compare.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The same rows in both databases, one line a key. */
final class SideBySide {

  private static final int KEY_CHARS = 8;
  private static final String NONE = "—";

  private final int code;
  private final int value;
  private final List<String> keys;

  SideBySide(List<String> columns, List<String> keys) {
    this.code = columns.indexOf("currency_code");
    this.value = columns.indexOf("value_to_try");
    this.keys = keys;
  }

  /**
   * The lines.
   *
   * @param now the rows of both sides, now that they are the same
   * @param before ClickHouse's rows just after the commit
   */
  List<String> lines(List<Row> now, List<Row> before) {
    TextTable table =
        new TextTable().row("  ", "id", "PostgreSQL", "ClickHouse at the commit", "ClickHouse now");
    for (String key : keys) {
      List<String> cells = new ArrayList<>(List.of("  ", key.substring(0, KEY_CHARS)));
      Stream.of(now, before, now).forEach(rows -> cells.add(cell(key, rows)));
      table.row(cells);
    }
    List<String> lines = table.lines();
    List<String> styled = new ArrayList<>(List.of(Terminal.dim(lines.get(0))));
    styled.addAll(lines.subList(1, lines.size()));
    return styled;
  }

  private String cell(String key, List<Row> rows) {
    return rows.stream()
        .filter(row -> row.key().get(0).equals(key))
        .findFirst()
        .map(row -> shown(row, code) + " " + shown(row, value))
        .orElse(NONE);
  }

  private static String shown(Row row, int column) {
    String text = row.values().get(column);
    return text == null ? "NULL" : text;
  }
}

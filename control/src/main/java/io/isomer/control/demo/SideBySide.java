package io.isomer.control.demo;

import io.isomer.control.terminal.Terminal;
import io.isomer.control.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The same rows in both databases, one line a key. */
final class SideBySide {

  private static final int KEY_CHARS = 8;
  private static final String NONE = "—";

  private final List<String> keys;

  SideBySide(List<String> keys) {
    this.keys = keys;
  }

  /**
   * The lines.
   *
   * @param now the rows of both sides, now that they are the same
   * @param before ClickHouse's rows just after the commit
   */
  List<String> lines(Map<String, CurrencyRow> now, Map<String, CurrencyRow> before) {
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

  private static String cell(String key, Map<String, CurrencyRow> rows) {
    CurrencyRow row = rows.get(key);
    return row == null ? NONE : row.toString();
  }
}

package io.isomer.control.sql;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.isomer.control.terminal.Terminal;
import io.isomer.control.terminal.TextTable;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a statement has given.
 *
 * @param columns their names; empty when the statement has no rows to give
 * @param rows values as text; null for NULL
 * @param message printed in place of rows
 */
public record SqlResult(List<String> columns, List<List<String>> rows, String message) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static SqlResult of(String message) {
    return new SqlResult(List.of(), List.of(), message);
  }

  public void print(ResultFormat format, PrintStream out) {
    if (columns.isEmpty()) {
      if (!message.isEmpty()) {
        out.println(message);
      }
      return;
    }
    switch (format) {
      case TABLE -> table(out);
      case CSV -> csv(out);
      case JSON -> rows.forEach(row -> out.println(json(row)));
    }
  }

  private void table(PrintStream out) {
    TextTable table = new TextTable().row(columns);
    rows.forEach(row -> table.row(row.stream().map(SqlResult::shown).toList()));
    List<String> lines = table.lines();
    out.println(Terminal.bold(lines.get(0)));
    lines.stream().skip(1).forEach(out::println);
    out.println(Terminal.dim(rows.size() == 1 ? "1 row" : rows.size() + " rows"));
  }

  private static String shown(String value) {
    return value == null ? "NULL" : value.replace("\n", "\\n");
  }

  private void csv(PrintStream out) {
    out.println(columns.stream().map(SqlResult::quoted).collect(Collectors.joining(",")));
    for (List<String> row : rows) {
      out.println(
          row.stream()
              .map(value -> value == null ? "" : quoted(value))
              .collect(Collectors.joining(",")));
    }
  }

  /** By RFC 4180; an empty text is quoted, so that it is not a NULL. */
  private static String quoted(String value) {
    boolean plain = !value.isEmpty() && value.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
  }

  private String json(List<String> row) {
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < row.size(); i++) {
      object.put(columns.get(i), row.get(i));
    }
    return object.toString();
  }
}

package io.isomer.control.ddl;

/** Breaks statements into lines, for people. */
final class SqlLayout {

  private static final String INDENT = "\n    ";

  private SqlLayout() {}

  /** A statement with its table's columns and its clauses on lines of their own. */
  static String lines(String sql) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    char quote = 0;
    boolean columns = sql.startsWith("CREATE TABLE");
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (quote != 0) {
        out.append(c);
        if (c == '\\') {
          out.append(sql.charAt(++i));
        } else if (c == quote) {
          quote = 0;
        }
        continue;
      }
      if (c == '`' || c == '\'') {
        quote = c;
      }
      if (c == ')' && --depth == 0 && columns) {
        out.append('\n');
        columns = false;
      }
      out.append(c);
      if (c == '(' && depth++ == 0 && columns) {
        out.append(INDENT);
      } else if (c == ',' && depth == 1 && columns) {
        out.append(INDENT);
        i++; // the space behind it
      }
    }
    return out.toString();
  }
}

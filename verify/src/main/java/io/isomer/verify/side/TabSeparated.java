package io.isomer.verify.side;

import java.util.ArrayList;
import java.util.List;

/**
 * ClickHouse's TabSeparated format: https://clickhouse.com/docs/interfaces/formats/TabSeparated.
 */
final class TabSeparated {

  private static final String NULL = "\\N";

  private TabSeparated() {}

  /** The fields of one line, unescaped; null for NULL. */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    for (String field : line.split("\t", -1)) {
      fields.add(field.equals(NULL) ? null : unescaped(field));
    }
    return fields;
  }

  private static String unescaped(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    StringBuilder text = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '\\' && i + 1 < field.length()) {
        i++;
        c = meant(field.charAt(i));
      }
      text.append(c);
    }
    return text.toString();
  }

  private static char meant(char escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 't' -> '\t';
      case '0' -> '\0';
      default -> escaped; // a backslash, a quote
    };
  }
}

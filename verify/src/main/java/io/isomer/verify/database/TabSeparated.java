package io.isomer.verify.database;

import java.util.ArrayList;
import java.util.List;

/**
 * ClickHouse's TabSeparated format: https://clickhouse.com/docs/interfaces/formats/TabSeparated.
 */
public final class TabSeparated {

  private static final String NULL = "\\N";

  private TabSeparated() {}

  /** Adds a line of fields; null for NULL. */
  public static void append(List<String> fields, StringBuilder out) {
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        out.append('\t');
      }
      if (fields.get(i) == null) {
        out.append(NULL);
      } else {
        escape(fields.get(i), out);
      }
    }
    out.append('\n');
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
  }

  /** The fields of one line, unescaped; null for NULL. */
  public static List<String> fields(String line) {
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

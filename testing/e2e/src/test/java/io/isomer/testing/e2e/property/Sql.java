package io.isomer.testing.e2e.property;

import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL's names and literals. */
final class Sql {

  private Sql() {}

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String names(List<String> names) {
    return names.stream().map(Sql::name).collect(Collectors.joining(", "));
  }

  static String text(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }
}

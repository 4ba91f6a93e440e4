package io.isomer.testing.e2e.property.type;

import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL's names and literals. */
public final class Sql {

  private Sql() {}

  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String names(List<String> names) {
    return names.stream().map(Sql::name).collect(Collectors.joining(", "));
  }

  public static String text(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }
}

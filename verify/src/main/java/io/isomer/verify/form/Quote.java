package io.isomer.verify.form;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names and texts within either database's quotes. */
public final class Quote {

  private Quote() {}

  /** A name in PostgreSQL. */
  public static String postgres(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text in PostgreSQL, whatever {@code standard_conforming_strings} says. */
  public static String postgresText(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** A name in ClickHouse. */
  public static String clickhouse(String name) {
    return '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
  }

  /** A text in ClickHouse. */
  public static String clickhouseText(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Expressions with commas between. */
  public static String list(Collection<String> expressions) {
    return expressions.stream().collect(Collectors.joining(", "));
  }
}

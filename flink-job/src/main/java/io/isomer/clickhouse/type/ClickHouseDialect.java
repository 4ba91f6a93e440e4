package io.isomer.clickhouse.type;

import io.isomer.changelog.TableId;

/** How things are said in ClickHouse's SQL. Immutable and stateless. */
public final class ClickHouseDialect {

  private ClickHouseDialect() {}

  /**
   * An identifier in back-ticks.
   *
   * @throws IllegalArgumentException for one that ClickHouse's SQL cannot say
   */
  public static String quote(String identifier) {
    if (identifier.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the name "
              + identifier.replace("\0", "\\0")
              + " has the character NUL, which no name in ClickHouse can have");
    }
    return "`" + escaped(identifier).replace("`", "\\`") + "`";
  }

  /** A string literal. */
  public static String literal(String text) {
    return "'" + escaped(text).replace("'", "\\'") + "'";
  }

  /** As ClickHouse itself writes it, so that a view's query reads as it was written. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t")
        .replace("\b", "\\b")
        .replace("\f", "\\f")
        .replace("\0", "\\0");
  }

  /**
   * The name of a source table's target table or view, unquoted.
   *
   * @param template a name in which {@code {schema}} and {@code {table}} stand for the source's
   */
  public static String targetName(String template, TableId table) {
    int at = 0;
    StringBuilder name = new StringBuilder();
    while (at < template.length()) { // in one pass: the source's names may hold braces themselves
      if (template.startsWith("{schema}", at)) {
        name.append(table.schema());
        at += "{schema}".length();
      } else if (template.startsWith("{table}", at)) {
        name.append(table.name());
        at += "{table}".length();
      } else {
        name.append(template.charAt(at++));
      }
    }
    return name.toString();
  }
}

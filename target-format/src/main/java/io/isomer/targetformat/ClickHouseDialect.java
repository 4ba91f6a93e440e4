package io.isomer.targetformat;

/** Quoting in ClickHouse SQL. Immutable and stateless. */
public final class ClickHouseDialect {

  private ClickHouseDialect() {}

  /**
   * An identifier in back-ticks.
   *
   * @throws IllegalArgumentException for one with the character NUL
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

  /** A table or view with its database, each in back-ticks. */
  public static String qualified(String database, String name) {
    return quote(database) + "." + quote(name);
  }

  /** A string literal. */
  public static String literal(String text) {
    return "'" + escaped(text).replace("'", "\\'") + "'";
  }

  /** As ClickHouse itself writes it, so that it shows a view's query as the job wrote it. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t")
        .replace("\b", "\\b")
        .replace("\f", "\\f")
        .replace("\0", "\\0");
  }
}

package io.isomer.postgressource;

/** Quoting in PostgreSQL SQL. Immutable and stateless. */
public final class PostgresDialect {

  private PostgresDialect() {}

  /** An identifier in double quotes. */
  public static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A table with its schema, each in double quotes. */
  public static String qualified(String schema, String table) {
    return quote(schema) + "." + quote(table);
  }

  /** A string literal that does not depend on {@code standard_conforming_strings}. */
  public static String literal(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}

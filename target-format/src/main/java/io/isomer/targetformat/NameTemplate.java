package io.isomer.targetformat;

/**
 * Names of target tables and views. A template contains {@code {schema}} and {@code {table}}, which
 * are replaced by the source table's schema and name.
 */
public final class NameTemplate {

  /** The default template of target tables. */
  public static final String TABLE = "{table}__versions";

  /** The default template of views. */
  public static final String VIEW = "{table}";

  /**
   * The suffix of the table that {@code isomer resync} builds next to a target table. The two
   * exchange their names at the end. Until then the new table has its own version floor.
   */
  public static final String REBUILT_SUFFIX = "__resync";

  private static final String SCHEMA_FIELD = "{schema}";
  private static final String TABLE_FIELD = "{table}";

  private NameTemplate() {}

  /** Whether the template gives each table of a schema another name. */
  public static boolean namesTable(String template) {
    return template.contains(TABLE_FIELD);
  }

  /** The name for a source table, unquoted. */
  public static String fill(String template, String schema, String table) {
    int at = 0;
    StringBuilder name = new StringBuilder();
    while (at < template.length()) { // in one pass: a source name may contain braces itself
      if (template.startsWith(SCHEMA_FIELD, at)) {
        name.append(schema);
        at += SCHEMA_FIELD.length();
      } else if (template.startsWith(TABLE_FIELD, at)) {
        name.append(table);
        at += TABLE_FIELD.length();
      } else {
        name.append(template.charAt(at++));
      }
    }
    return name.toString();
  }
}

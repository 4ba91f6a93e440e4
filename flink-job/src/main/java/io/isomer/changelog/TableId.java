package io.isomer.changelog;

/**
 * A PostgreSQL table.
 *
 * @param schema the schema's name, unquoted
 * @param name the table's name, unquoted
 */
public record TableId(String schema, String name) {

  @Override
  public String toString() {
    return schema + "." + name;
  }
}

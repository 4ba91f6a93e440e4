package io.isomer.changelog;

import java.util.Arrays;
import java.util.Objects;

/**
 * A column of a source table.
 *
 * @param name as PostgreSQL has it, unquoted
 * @param type its type
 * @param optional whether it may be NULL
 * @param defaultValue its constant DEFAULT in the form of {@link RowWriter}, with the mark, or null
 *     where it has none or the message does not tell it
 */
public record Column(String name, ColumnType type, boolean optional, byte[] defaultValue) {

  /** A column without DEFAULT. */
  public Column(String name, ColumnType type, boolean optional) {
    this(name, type, optional, null);
  }

  /** The same column under another name. */
  public Column named(String other) {
    return new Column(other, type, optional, defaultValue);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Column that
        && name.equals(that.name)
        && type.equals(that.type)
        && optional == that.optional
        && Arrays.equals(defaultValue, that.defaultValue);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, optional, Arrays.hashCode(defaultValue));
  }

  @Override
  public String toString() {
    return name + " " + type + (optional ? "" : " NOT NULL");
  }
}

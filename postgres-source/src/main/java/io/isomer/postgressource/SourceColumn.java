package io.isomer.postgressource;

/**
 * A column.
 *
 * @param name unquoted
 * @param type its type
 * @param notNull whether it is declared NOT NULL, or belongs to the primary key
 * @param generation whether and where its values are computed
 */
public record SourceColumn(String name, SourceType type, boolean notNull, Generation generation) {

  /** {@code pg_attribute.attgenerated}. */
  public enum Generation {
    NONE,
    STORED,
    /** Computed when read; logical replication does not carry it. */
    VIRTUAL
  }
}

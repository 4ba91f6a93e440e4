package io.isomer.changelog;

/**
 * A column of a source table.
 *
 * @param name as PostgreSQL has it, unquoted
 * @param type its type
 * @param optional whether it may be NULL
 */
public record Column(String name, ColumnType type, boolean optional) {}

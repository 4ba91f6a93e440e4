package io.isomer.testing.e2e.oracle;

/**
 * A column's type in PostgreSQL, of a domain the one that it is based on.
 *
 * @param name in {@code pg_type}
 * @param kind {@code pg_type.typtype}: b for base types, e for enums, c for composites, r and m for
 *     ranges
 * @param modifier the length of a bit string, and what else types keep there
 * @param element of an array, else null
 */
record PostgresType(String name, char kind, int modifier, PostgresType element) {}

package io.isomer.stack.compare;

/**
 * A column's type in PostgreSQL, a domain replaced by what it rests on.
 *
 * @param name its name in {@code pg_type}
 * @param kind its {@code typtype}: b for a base type, e for an enum, c for a composite, r and m for
 *     ranges
 * @param modifier its {@code typmod}, -1 without one
 * @param element the elements' type of an array; null for any other type
 */
record SourceType(String name, char kind, int modifier, SourceType element) {

  private static final int ONE_BIT = 1;

  static SourceType base(String name) {
    return new SourceType(name, 'b', -1, null);
  }

  /** Whether Debezium takes its values for true and false. */
  boolean isOneBit() {
    return name.equals("bit") && modifier == ONE_BIT;
  }

  /**
   * How the column's values are compared.
   *
   * @throws IllegalArgumentException when no way is known
   */
  ColumnForm form(String column) {
    if (element != null) {
      return new ArrayForm(element.form(column));
    }
    return ValueForm.of(column, this);
  }
}

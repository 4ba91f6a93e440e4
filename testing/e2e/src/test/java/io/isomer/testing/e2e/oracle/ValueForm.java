package io.isomer.testing.e2e.oracle;

import java.util.function.UnaryOperator;

/**
 * How values of a PostgreSQL type are written so that equal values, and only these, are equal texts
 * on both sides.
 *
 * @param postgres the expression that makes a text of another one's value
 * @param clickhouse the same for ClickHouse
 * @param canonical makes equal texts of what both give; never called with null
 * @param ordersAlikeAsText whether both databases order such values alike when they order their
 *     texts byte by byte
 */
record ValueForm(
    UnaryOperator<String> postgres,
    UnaryOperator<String> clickhouse,
    UnaryOperator<String> canonical,
    boolean ordersAlikeAsText) {

  /** Both sides give the same text. */
  static ValueForm same(String postgres, String clickhouse) {
    return new ValueForm(in(postgres), in(clickhouse), UnaryOperator.identity(), true);
  }

  /** Both sides give texts of which {@code canonical} makes the same. */
  static ValueForm made(String postgres, String clickhouse, UnaryOperator<String> canonical) {
    return new ValueForm(in(postgres), in(clickhouse), canonical, false);
  }

  private static UnaryOperator<String> in(String template) {
    return value -> template.replace("%s", value);
  }

  String postgresExpression(String value) {
    return postgres.apply(value);
  }

  String clickhouseExpression(String value) {
    return clickhouse.apply(value);
  }

  /** The canonical text of a value; null stays null. */
  String canonical(String text) {
    return text == null ? null : canonical.apply(text);
  }
}

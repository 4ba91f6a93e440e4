package io.isomer.stack.compare;

/**
 * How a column's values are written so that equal values, and only these, are equal texts on both
 * sides.
 */
interface ColumnForm {

  /** The value as PostgreSQL is to write it, of a quoted column or another expression. */
  String postgresExpression(String column);

  /** The value as ClickHouse is to write it. */
  String clickhouseExpression(String column);

  /** The canonical text of either side's value; null stays null. */
  String canonical(String text);

  /** Whether both databases order such values alike when they order them as text, byte by byte. */
  boolean ordersAlikeAsText();
}

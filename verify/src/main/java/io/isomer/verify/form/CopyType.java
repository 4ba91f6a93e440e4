package io.isomer.verify.form;

import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.type.TargetType;
import io.isomer.targetformat.type.TargetType.Kind;
import io.isomer.targetformat.type.TargetTypeParser;

/**
 * The type of a column of the copy, and how expressions reach its values.
 *
 * @param type without the Variant around it
 * @param nullable whether the column can hold NULL
 * @param variant whether it is a Variant of this type alone
 */
record CopyType(TargetType type, boolean nullable, boolean variant) {

  private static final int MAX_BYTES_OF_INT64 = 8;

  /**
   * @param text as {@code system.columns} spells it
   */
  static CopyType parse(String text) {
    return of(TargetTypeParser.parse(text));
  }

  private static CopyType of(TargetType type) {
    if (type.kind() != Kind.VARIANT) {
      return new CopyType(type, type.nullable(), false);
    }
    return type.elements().size() == 1
        ? new CopyType(type.element(), true, true)
        : new CopyType(type, true, false);
  }

  /** The spelling without Nullable, LowCardinality and Variant around it. */
  String text() {
    return type.bareText();
  }

  /** The type of an array's elements. */
  CopyType element() {
    return of(type.element());
  }

  /** Digits after the point, of a decimal or of a second. */
  int scale() {
    return type.scale();
  }

  /** An expression of the column's values without NULL among them. */
  String value(String column) {
    if (variant) {
      return "assumeNotNull(variantElement(%s, %s))"
          .formatted(column, ClickHouseDialect.literal(type.text()));
    }
    return nullable ? "assumeNotNull(" + column + ")" : column;
  }

  /** An expression for whether the column's value is NULL; empty where it never is. */
  String isNull(String column) {
    return nullable ? "isNull(" + column + ")" : "";
  }

  boolean is(Kind kind) {
    return type.kind() == kind;
  }

  boolean isText() {
    return is(Kind.STRING) || is(Kind.FIXED_STRING);
  }

  /** Integers whose values all are in the range of Int64. */
  boolean isInteger() {
    return is(Kind.INT) && type.size() <= MAX_BYTES_OF_INT64
        || is(Kind.UINT) && type.size() < MAX_BYTES_OF_INT64;
  }

  /** Integers of which some values are beyond the range of Int64. */
  boolean isWideInteger() {
    return (is(Kind.INT) || is(Kind.UINT)) && !isInteger();
  }

  /** Integers of one byte and Bool. */
  boolean isByte() {
    return is(Kind.BOOL) || (is(Kind.INT) || is(Kind.UINT)) && type.size() == 1;
  }
}

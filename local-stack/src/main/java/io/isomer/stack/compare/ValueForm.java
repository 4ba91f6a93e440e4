package io.isomer.stack.compare;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How values of a PostgreSQL type are written so that equal values, and only these, are equal texts
 * on both sides.
 */
enum ValueForm {
  /** The text itself. */
  TEXT("%s::text", "toString(%s)", UnaryOperator.identity()),
  /** Digits, and a sign when negative: the same on both sides. */
  INTEGER("%s::text", "toString(%s)", UnaryOperator.identity()),
  BOOLEAN("%s::text", "toString(%s)", UnaryOperator.identity()),
  DATE("%s::text", "toString(%s)", UnaryOperator.identity()),
  /** Zeros after the last digit of a fraction do not count. */
  TIMESTAMP("%s::text", "toString(%s)", ValueForm::withoutTrailingZeros),
  TIMESTAMP_UTC("(%s AT TIME ZONE 'UTC')::text", "toString(%s)", ValueForm::withoutTrailingZeros),
  /** By value: 1.50 is 1.5. */
  DECIMAL("%s::text", "toString(%s)", ValueForm::decimal),
  /** By bits, but for NaN, of which there is one: 0 is not -0. */
  REAL("%s::text", "toString(%s)", text -> Float.toString(Float.parseFloat(javaName(text)))),
  DOUBLE("%s::text", "toString(%s)", text -> Double.toString(Double.parseDouble(javaName(text)))),
  BYTES("encode(%s, 'hex')", "lower(hex(%s))", UnaryOperator.identity());

  private static final Map<String, ValueForm> BY_TYPE =
      Map.ofEntries(
          Map.entry("uuid", TEXT),
          Map.entry("text", TEXT),
          Map.entry("varchar", TEXT),
          Map.entry("int2", INTEGER),
          Map.entry("int4", INTEGER),
          Map.entry("int8", INTEGER),
          Map.entry("bool", BOOLEAN),
          Map.entry("date", DATE),
          Map.entry("timestamp", TIMESTAMP),
          Map.entry("timestamptz", TIMESTAMP_UTC),
          Map.entry("numeric", DECIMAL),
          Map.entry("float4", REAL),
          Map.entry("float8", DOUBLE),
          Map.entry("bytea", BYTES));

  private final String postgres;
  private final String clickhouse;
  private final UnaryOperator<String> canonical;

  ValueForm(String postgres, String clickhouse, UnaryOperator<String> canonical) {
    this.postgres = postgres;
    this.clickhouse = clickhouse;
    this.canonical = canonical;
  }

  /**
   * The form of a type's values.
   *
   * @param type PostgreSQL's name for it in {@code pg_type}
   * @throws IllegalArgumentException when no form is known
   */
  static ValueForm of(String column, String type) {
    ValueForm form = BY_TYPE.get(type);
    if (form == null) {
      throw new IllegalArgumentException(
          "column " + column + ": no way to compare values of type " + type + " is known");
    }
    return form;
  }

  String postgresExpression(String quotedColumn) {
    return String.format(postgres, quotedColumn);
  }

  String clickhouseExpression(String quotedColumn) {
    return String.format(clickhouse, quotedColumn);
  }

  /** The canonical text of a value; null stays null. */
  String canonical(String text) {
    return text == null ? null : canonical.apply(text);
  }

  /** Whether both databases order such values alike when they order them as text, byte by byte. */
  boolean ordersAlikeAsText() {
    return this == TEXT || this == INTEGER || this == DATE || this == BYTES;
  }

  private static String withoutTrailingZeros(String text) {
    return text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0+$", "");
  }

  private static String decimal(String text) {
    boolean number = Character.isDigit(text.charAt(text.length() - 1));
    return number ? new BigDecimal(text).stripTrailingZeros().toString() : text; // NaN, Infinity
  }

  private static String javaName(String text) {
    return switch (text) {
      case "nan" -> "NaN";
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      default -> text;
    };
  }
}

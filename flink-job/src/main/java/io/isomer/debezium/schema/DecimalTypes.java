package io.isomer.debezium.schema;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;

/** The types of {@code numeric} and {@code money}. */
final class DecimalTypes {

  /** A {@code numeric} can be declared with so many digits and a scale of as many, or of minus. */
  private static final int MAX_DIGITS = 1000;

  /** The connector shows a scale's eleven bits as if they had no sign. */
  private static final int SCALES = 2048;

  private static final ColumnType MONEY = ColumnType.decimal(19, 2);

  private DecimalTypes() {}

  /** The type of a column with a precision or without; {@code fallback} where neither is told. */
  static ColumnType of(PropagatedType source, ColumnType fallback) {
    if (source.is("MONEY")) {
      return MONEY;
    }
    if (!source.is("NUMERIC")) {
      return fallback;
    }
    return source.length() > 0 && source.length() <= MAX_DIGITS
        ? ColumnType.decimal(source.length(), scale(source.scale()))
        : ColumnType.of(ColumnKind.DECIMAL);
  }

  /** The scale as it was declared: {@code numeric(5, -2)} arrives with 2046. */
  static int scale(int shown) {
    return shown > MAX_DIGITS ? shown - SCALES : shown;
  }
}

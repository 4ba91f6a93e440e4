package io.isomer.debezium.schema;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;

/** The types of {@code numeric} and {@code money}. */
final class DecimalTypes {

  /**
   * The maximum precision of {@code numeric}, and the maximum of its scale, which may be negative.
   */
  private static final int MAX_DIGITS = 1000;

  /** The connector reads the eleven bits of a scale as an unsigned number. */
  private static final int SCALES = 2048;

  private static final ColumnType MONEY = ColumnType.decimal(19, 2);

  private DecimalTypes() {}

  /**
   * The type of a column with or without precision; {@code fallback} when the connector propagates
   * neither.
   */
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

  /** The declared scale: {@code numeric(5, -2)} arrives with 2046. */
  static int scale(int shown) {
    return shown > MAX_DIGITS ? shown - SCALES : shown;
  }
}

package io.isomer.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The types of {@code numeric} and {@code money}. */
final class DecimalTypes {

  /** A {@code numeric} can be declared with so many digits and a scale of as many, or of minus. */
  private static final int MAX_DIGITS = 1000;

  /** The connector shows a scale's eleven bits as if they had no sign. */
  private static final int SCALES = 2048;

  private static final ColumnType MONEY = ColumnType.decimal(19, 2);

  private DecimalTypes() {}

  /** The type of a column with a precision or without; {@code fallback} where neither is told. */
  static ColumnType of(SourceColumn source, ColumnType fallback) {
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

  /**
   * A DEFAULT as PostgreSQL stores it: it rounds one with more digits than the column has, and
   * Debezium sends it as it was written.
   */
  static JsonNode rounded(JsonNode value, ColumnType type) {
    if (type.kind() != ColumnKind.DECIMAL || type.precision() == 0 || !value.isTextual()) {
      return value;
    }
    String text = value.textValue();
    return text.matches("-?[0-9.]+")
        ? TextNode.valueOf(
            new BigDecimal(text).setScale(type.scale(), RoundingMode.HALF_UP).toPlainString())
        : value; // NaN and infinity
  }
}

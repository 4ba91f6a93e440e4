package io.isomer.debezium.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Converts a DEFAULT to the form that PostgreSQL stores in rows. Debezium sends it as written in
 * the DDL.
 */
final class DefaultText {

  private DefaultText() {}

  /**
   * @param value the DEFAULT in the schema part
   * @param source what the connector propagates about the column
   */
  static JsonNode stored(JsonNode value, ColumnType type, PropagatedType source) {
    if (!value.isTextual()) {
      return value;
    }
    if (type.kind() == ColumnKind.DECIMAL && type.precision() > 0) {
      return TextNode.valueOf(rounded(value.textValue(), type.scale()));
    }
    return source.is("BPCHAR")
        ? TextNode.valueOf(padded(value.textValue(), source.length()))
        : value;
  }

  private static String rounded(String text, int scale) {
    return text.matches("-?[0-9.]+")
        ? new BigDecimal(text).setScale(scale, RoundingMode.HALF_UP).toPlainString()
        : text; // NaN or infinity
  }

  /** Pads with spaces to the column's number of characters. */
  private static String padded(String text, int characters) {
    int missing = characters - text.codePointCount(0, text.length());
    return text + " ".repeat(Math.max(0, missing));
  }
}

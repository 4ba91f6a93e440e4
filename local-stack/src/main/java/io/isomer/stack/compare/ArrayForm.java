package io.isomer.stack.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** An array of one dimension: its elements, each in its own form. */
record ArrayForm(ColumnForm element) implements ColumnForm {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An aggregate of no element would be NULL, which is another value than an empty array. */
  private static final String POSTGRES =
      "CASE WHEN %1$s IS NOT NULL THEN (SELECT coalesce(json_agg(%2$s ORDER BY n), '[]')::text"
          + " FROM unnest(%1$s) WITH ORDINALITY AS u(e, n)) END";

  @Override
  public String postgresExpression(String column) {
    return String.format(POSTGRES, column, element.postgresExpression("e"));
  }

  @Override
  public String clickhouseExpression(String column) {
    return String.format(
        "toJSONString(arrayMap(e -> %2$s, %1$s))", column, element.clickhouseExpression("e"));
  }

  @Override
  public String canonical(String text) {
    if (text == null) {
      return null;
    }
    try {
      List<String> elements = new ArrayList<>();
      for (JsonNode each : JSON.readTree(text)) {
        String value = element.canonical(each.textValue());
        elements.add(JSON.writeValueAsString(value)); // quoted, so that "a, b" is one element
      }
      return elements.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON array: " + text, e);
    }
  }

  @Override
  public boolean ordersAlikeAsText() {
    return false;
  }
}

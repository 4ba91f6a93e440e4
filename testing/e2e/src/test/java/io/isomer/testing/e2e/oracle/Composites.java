package io.isomer.testing.e2e.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The forms of values that consist of others, whose texts are in hexadecimal digits. */
final class Composites {

  static final String HSTORE_POSTGRES =
      """
      CASE WHEN %s IS NOT NULL THEN COALESCE((SELECT string_agg(p, ',' ORDER BY p COLLATE "C")
        FROM (SELECT encode(convert_to(e.key, 'UTF8'), 'hex')
            || '=' || COALESCE(encode(convert_to(e.value, 'UTF8'), 'hex'), 'NULL') AS p
          FROM each(%s) AS e) AS pairs), '') END""";

  static final String HSTORE_CLICKHOUSE =
      """
      arrayStringConcat(arraySort(arrayMap(
        (k, v) -> concat(lower(hex(k)), '=', ifNull(lower(hex(v)), 'NULL')),
        mapKeys(%s), mapValues(%s))), ',')""";

  private static final String NULL = "NULL";

  private Composites() {}

  static ValueForm array(ValueForm element) {
    return new ValueForm(
        value ->
            """
            CASE WHEN %1$s IS NOT NULL THEN COALESCE((SELECT string_agg(
              COALESCE('x' || encode(convert_to(%2$s, 'UTF8'), 'hex'), 'NULL'), ',' ORDER BY n)
              FROM unnest(%1$s) WITH ORDINALITY AS u(e, n)), '') END"""
                .formatted(value, element.postgresExpression("e")),
        value ->
            """
            arrayStringConcat(arrayMap(
              e -> ifNull(concat('x', lower(hex(%2$s))), 'NULL'), %1$s), ',')"""
                .formatted(value, element.clickhouseExpression("e")),
        text -> array(text, element),
        false);
  }

  private static String array(String text, ValueForm element) {
    List<String> elements = new ArrayList<>();
    for (String each : text.isEmpty() ? new String[0] : text.split(",")) {
      elements.add(each.equals(NULL) ? NULL : quoted(element.canonical(decoded(each))));
    }
    return elements.toString();
  }

  private static String decoded(String element) {
    return new String(HexFormat.of().parseHex(element.substring(1)), StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

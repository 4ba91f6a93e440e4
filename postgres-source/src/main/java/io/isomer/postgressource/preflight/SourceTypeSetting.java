package io.isomer.postgressource.preflight;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether the connector tells the PostgreSQL types that Kafka Connect's types do not tell: by its
 * setting for columns, or by the one for types, which leaves it out of the messages where it is of
 * no use.
 */
final class SourceTypeSetting {

  private static final String BY_COLUMN = "column.propagate.source.type";
  private static final String BY_TYPE = "datatype.propagate.source.type";

  /** Types that look like others in a message: decimals and money like text, oid like bigint … */
  private static final List<String> NEEDED =
      List.of("numeric", "money", "oid", "bpchar", "hstore", "bit", "varbit", "bytea");

  private SourceTypeSetting() {}

  static List<Finding> findings(String connector, Map<String, String> settings) {
    if (settings.getOrDefault(BY_COLUMN, "").equals(".*")) {
      return List.of();
    }
    List<String> untold =
        NEEDED.stream()
            .flatMap(type -> Stream.of(type, "_" + type)) // an array's type
            .filter(type -> !tells(settings.getOrDefault(BY_TYPE, ""), type))
            .toList();
    return untold.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                Finding.Severity.WARNING,
                "connector " + connector,
                BY_TYPE
                    + (settings.containsKey(BY_TYPE)
                        ? " is " + settings.get(BY_TYPE)
                        : " is not set")
                    + "; set .*[.]_?("
                    + String.join("|", NEEDED)
                    + "): without it "
                    + String.join(", ", untold)
                    + " cannot be told from text or integers"));
  }

  /** Debezium looks for each of the expressions in schema.table.type. */
  private static boolean tells(String expressions, String type) {
    return Stream.of(expressions.split(","))
        .filter(expression -> !expression.isBlank())
        .anyMatch(
            expression ->
                Pattern.compile(expression.strip(), Pattern.CASE_INSENSITIVE)
                    .matcher("public.t." + type)
                    .matches());
  }
}

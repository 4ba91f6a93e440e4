package io.isomer.postgressource.preflight;

import io.isomer.postgressource.SourceTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which tables a connector captures, by its settings {@code table.include.list}, {@code
 * table.exclude.list}, {@code schema.include.list} and {@code schema.exclude.list}: regular
 * expressions that match whole names.
 */
final class ConnectorTables {

  private final List<Pattern> tables;
  private final List<Pattern> tablesExcluded;
  private final List<Pattern> schemas;
  private final List<Pattern> schemasExcluded;

  ConnectorTables(Map<String, String> settings) {
    this.tables = patterns(settings.get("table.include.list"));
    this.tablesExcluded = patterns(settings.get("table.exclude.list"));
    this.schemas = patterns(settings.get("schema.include.list"));
    this.schemasExcluded = patterns(settings.get("schema.exclude.list"));
  }

  private static List<Pattern> patterns(String list) {
    return list == null || list.isBlank()
        ? List.of()
        : Arrays.stream(list.split("(?<!\\\\),")) // a comma of an expression is escaped
            .map(expression -> expression.replace("\\,", ",").strip())
            .map(expression -> Pattern.compile(expression, Pattern.CASE_INSENSITIVE))
            .toList();
  }

  boolean captures(SourceTable table) {
    return included(table.schema(), schemas, schemasExcluded)
        && included(table.fullName(), tables, tablesExcluded);
  }

  private static boolean included(String name, List<Pattern> include, List<Pattern> exclude) {
    return (include.isEmpty() || matches(name, include)) && !matches(name, exclude);
  }

  private static boolean matches(String name, List<Pattern> patterns) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }
}

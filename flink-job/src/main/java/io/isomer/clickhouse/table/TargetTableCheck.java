package io.isomer.clickhouse.table;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.targetformat.SystemColumns;
import io.isomer.targetformat.TargetEngine;
import io.isomer.targetformat.type.SqlNames;
import io.isomer.targetformat.type.TargetColumn;
import io.isomer.targetformat.type.TargetTypeParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a table keeps the last version of each row, as a target of changes must. */
public final class TargetTableCheck {

  private static final String QUOTED = "'(?:[^'\\\\]|\\\\.)*'";
  private static final Pattern ENGINE =
      Pattern.compile(
          "\\w*ReplacingMergeTree\\((?:%s, %s, )?%s\\)(?:\\s.*)?"
              .formatted(QUOTED, QUOTED, String.join(", ", SystemColumns.NAMES)),
          Pattern.DOTALL);

  private static final Pattern PARTITION =
      Pattern.compile("\\)\\s+PARTITION BY (.*?)\\s+(?:PRIMARY KEY|ORDER BY)\\s", Pattern.DOTALL);

  private TargetTableCheck() {}

  /** What is wrong with the table whatever its source looks like, and what is needed. */
  public static List<String> problems(TargetTable table) {
    List<String> problems = new ArrayList<>();
    if (!ENGINE.matcher(table.engine()).matches()) {
      problems.add(
          "table %s has the engine %s, and needs ENGINE = %s (or its Replicated or Shared form);"
                  .formatted(table, table.engine(), TargetEngine.DEFAULT.versioned())
              + " an engine cannot be altered, create the table anew");
    }
    Map<String, TargetColumn> columns = table.columnsByName();
    addColumnProblem(table, columns, SystemColumns.VERSION, SystemColumns.VERSION_TYPE, problems);
    addColumnProblem(
        table, columns, SystemColumns.IS_DELETED, SystemColumns.IS_DELETED_TYPE, problems);
    return problems;
  }

  private static void addColumnProblem(
      TargetTable table,
      Map<String, TargetColumn> columns,
      String name,
      String type,
      List<String> problems) {
    TargetColumn column = columns.get(name);
    if (column == null || !column.type().text().equals(type)) {
      problems.add(
          "table %s needs a column %s of type %s, and has %s"
              .formatted(table, name, type, column == null ? "none" : column.type()));
    }
  }

  /**
   * @throws UnfitTableException with all that is wrong with the table as the target of {@code
   *     schema}
   */
  public static void check(TargetTable table, ChangelogSchema schema) throws UnfitTableException {
    requireKey(schema);
    List<String> problems = problems(table);
    Set<String> key = new HashSet<>();
    for (int position : schema.keyColumns()) {
      key.add(schema.columns().get(position).name());
    }
    if (!key.equals(sortingKey(table))) {
      problems.add(
          "table %s is ordered by (%s), and must be by the source's key columns %s; an order cannot"
                  .formatted(table, table.sortingKey(), key)
              + " be altered, create the table anew");
    }
    Set<String> others = partitionColumns(table);
    others.removeAll(key);
    if (!others.isEmpty()) {
      problems.add(
          "table "
              + table
              + ": "
              + TargetLayout.partitionMessage(partitionKey(table), others, schema)
              + "; partitions cannot be altered, create the table anew");
    }
    if (!problems.isEmpty()) {
      throw new UnfitTableException(String.join("; ", problems));
    }
  }

  private static Set<String> partitionColumns(TargetTable table) {
    return SqlNames.columns(partitionKey(table));
  }

  /** The expression, or an empty text. */
  private static String partitionKey(TargetTable table) {
    Matcher partition = PARTITION.matcher(table.engine());
    return partition.find() ? partition.group(1) : "";
  }

  /**
   * @throws UnfitTableException for a source table without key
   */
  public static void requireKey(ChangelogSchema schema) throws UnfitTableException {
    if (schema.keyColumns().length == 0) {
      throw new UnfitTableException(
          "source table %s has no key, so its changes cannot be told apart; add a primary key, or set"
              .concat(" REPLICA IDENTITY FULL and key in table-rules")
              .formatted(schema.table()));
    }
  }

  private static Set<String> sortingKey(TargetTable table) {
    Set<String> columns = new HashSet<>();
    if (!table.sortingKey().isEmpty()) {
      TargetTypeParser.arguments(withoutParentheses(table.sortingKey())).stream()
          .map(TargetTableCheck::unquoted)
          .forEach(columns::add);
    }
    return columns;
  }

  /** ORDER BY (a) may be kept as it was written. */
  private static String withoutParentheses(String key) {
    return key.startsWith("(") && key.endsWith(")") && TargetTypeParser.arguments(key).size() == 1
        ? key.substring(1, key.length() - 1)
        : key;
  }

  private static String unquoted(String expression) {
    return expression.startsWith("`")
        ? TargetTypeParser.unescaped(expression.substring(1, expression.length() - 1))
        : expression;
  }
}

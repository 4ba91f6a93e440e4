package io.isomer.job;

import io.isomer.tables.SourceRule;
import io.isomer.tables.TablePattern;
import io.isomer.tables.TableRule;
import io.isomer.tables.TableRules;
import io.isomer.tables.TargetRule;
import io.isomer.targetformat.NameTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the option {@code table-rules}, a list of mappings in the pipeline's file. */
final class TableRulesReader {

  private static final List<String> KEYS =
      List.of("tables", "key", "columns", "target", "view", "order-by", "partition-by", "settings");
  private static final List<String> COLUMN_KEYS = List.of("exclude", "rename");

  private final List<String> problems;

  /**
   * @param problems takes whatever is wrong
   */
  TableRulesReader(List<String> problems) {
    this.problems = problems;
  }

  /**
   * @param option as the file has it
   */
  TableRules read(Object option) {
    if (!(option instanceof List<?> list)) {
      problems.add(
          "table-rules is a list of rules in the pipeline's file, each with tables and what is"
              + " special about them");
      return TableRules.NONE;
    }
    List<TableRule> rules = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      YamlSection section = YamlSection.of("table-rules[" + i + "]", list.get(i), KEYS, problems);
      List<TablePattern> tables = tables(section);
      rules.add(new TableRule(tables, source(section), target(section, tables)));
    }
    checkTargets(rules);
    return new TableRules(rules);
  }

  private List<TablePattern> tables(YamlSection section) {
    List<String> written = section.texts("tables");
    if (written == null || written.isEmpty()) {
      problems.add(section.path("tables") + " is missing: the tables that the rule is for");
      return List.of();
    }
    List<TablePattern> patterns = new ArrayList<>();
    for (String pattern : written) {
      try {
        patterns.add(TablePattern.parse(pattern));
      } catch (IllegalArgumentException e) {
        problems.add(section.path("tables") + ": " + e.getMessage());
      }
    }
    return patterns;
  }

  private SourceRule source(YamlSection section) {
    YamlSection columns = section.section("columns", COLUMN_KEYS);
    List<String> key = section.texts("key");
    List<String> exclude = columns.texts("exclude");
    Map<String, String> rename = columns.map("rename");
    if (key != null && (key.isEmpty() || new HashSet<>(key).size() < key.size())) {
      problems.add(section.path("key") + " needs columns, each of them once");
      key = null;
    }
    if (exclude != null && key != null) {
      key.stream()
          .filter(exclude::contains)
          .forEach(
              column ->
                  problems.add(
                      columns.path("exclude") + " has the column " + column + " of the key"));
    }
    if (rename != null && new HashSet<>(rename.values()).size() < rename.size()) {
      problems.add(columns.path("rename") + " gives two columns one name: " + rename);
    }
    return new SourceRule(key, exclude == null ? null : Set.copyOf(exclude), rename);
  }

  private TargetRule target(YamlSection section, List<TablePattern> tables) {
    String name = section.text("target");
    String view = section.text("view");
    checkTemplate(section.path("target"), name, tables);
    checkTemplate(section.path("view"), view, tables);
    if (name != null && name.isEmpty()) {
      problems.add(section.path("target") + " is empty: a table needs a name");
    }
    List<String> orderBy = section.texts("order-by");
    if (orderBy != null && orderBy.isEmpty()) {
      problems.add(section.path("order-by") + " needs the key's columns");
    }
    Map<String, String> settings = section.map("settings");
    if (settings != null) {
      settings.keySet().stream()
          .filter(setting -> !setting.matches("[a-z0-9_]+"))
          .forEach(s -> problems.add(section.path("settings") + ": no setting is called " + s));
    }
    return new TargetRule(name, view, orderBy, section.text("partition-by"), settings);
  }

  /** A name without {table} is one table's. */
  private void checkTemplate(String path, String template, List<TablePattern> tables) {
    boolean one = tables.size() == 1 && tables.get(0).isLiteral();
    if (template != null && !template.isEmpty() && !NameTemplate.namesTable(template) && !one) {
      problems.add(
          path + " is " + template + " for every table of " + tables + "; put {table} into it");
    }
  }

  private void checkTargets(List<TableRule> rules) {
    Map<String, List<TablePattern>> named = new LinkedHashMap<>();
    for (TableRule rule : rules) {
      String name = rule.target().table();
      if (name == null || NameTemplate.namesTable(name)) {
        continue;
      }
      List<TablePattern> other = named.putIfAbsent(name, rule.tables());
      if (other != null && !other.toString().equals(rule.tables().toString())) {
        problems.add(
            "table-rules give "
                + other
                + " and "
                + rule.tables()
                + " one target, "
                + name
                + ": each source table needs its own");
      }
    }
  }
}

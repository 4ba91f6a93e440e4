package io.isomer.job;

import io.isomer.tables.TablePattern;
import io.isomer.tables.TableSelection;
import io.isomer.tables.TopicRoute;
import java.util.ArrayList;
import java.util.List;

/** Reads which tables a pipeline replicates. */
final class TableOptions {

  private TableOptions() {}

  /**
   * A list that was written as one text: separated by commas, but for those between quotation
   * marks.
   */
  static List<String> split(String text) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    boolean quoted = false;
    for (char c : text.toCharArray()) {
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        items.add(item.toString().strip());
        item.setLength(0);
      } else {
        item.append(c);
      }
    }
    items.add(item.toString().strip());
    return items;
  }

  /**
   * @param problems takes whatever is wrong
   */
  static TableSelection selection(
      List<String> include, List<String> exclude, List<String> problems) {
    return new TableSelection(
        patterns(PipelineOptions.TABLES_INCLUDE.key(), include, problems),
        patterns(PipelineOptions.TABLES_EXCLUDE.key(), exclude, problems));
  }

  /**
   * @param topic of which the tables are
   * @param problems takes whatever is wrong
   */
  static TopicRoute route(String topic, List<String> tables, List<String> problems) {
    return new TopicRoute(
        topic, patterns(PipelineOptions.TOPIC_TABLES_PREFIX + topic, tables, problems));
  }

  private static List<TablePattern> patterns(
      String key, List<String> written, List<String> problems) {
    List<TablePattern> patterns = new ArrayList<>();
    for (String pattern : written) {
      try {
        patterns.add(TablePattern.parse(pattern));
      } catch (IllegalArgumentException e) {
        problems.add(key + ": " + e.getMessage());
      }
    }
    return patterns;
  }
}

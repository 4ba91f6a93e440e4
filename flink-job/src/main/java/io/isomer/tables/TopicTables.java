package io.isomer.tables;

import io.isomer.changelog.TableId;
import java.io.Serializable;
import java.util.List;

/**
 * Which tables' changes a topic may carry, so that a message cannot choose another table than its
 * topic's. A topic is named {@code prefix.schema.table}, as Debezium names it, unless a route says
 * which tables it is for.
 *
 * @param prefix the connector's {@code topic.prefix}; empty where it is not known, so that any will
 *     do
 * @param routes for topics with other names; the first that matches a topic decides
 */
public record TopicTables(String prefix, List<TopicRoute> routes) implements Serializable {

  private static final long serialVersionUID = 1;

  /** Every topic may carry every table's changes. */
  public static final TopicTables ANY = new TopicTables("", List.of(TopicRoute.ANY));

  /** Where Debezium cuts a name off. */
  private static final int MAX_LENGTH = 249;

  public TopicTables {
    routes = List.copyOf(routes);
  }

  /** Whether the topic may carry the table's changes. */
  public boolean carries(String topic, TableId table) {
    for (TopicRoute route : routes) {
      if (route.isOf(topic)) {
        return route.tables().stream().anyMatch(pattern -> pattern.matches(table));
      }
    }
    String own = "." + legal(table.schema()) + "." + legal(table.name());
    if (prefix.isEmpty()) {
      return topic.length() > own.length() && topic.endsWith(own);
    }
    String name = prefix + own;
    return topic.equals(name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name);
  }

  /** Whether the topic's name, or a route, tells which tables it is for. */
  public boolean tellsTablesOf(String topic) {
    return routes.stream().anyMatch(route -> route.isOf(topic)) || topic.matches(".+\\..+\\..+");
  }

  /** The name as it stands in a topic's: with _ for each character that Kafka does not take. */
  private static String legal(String name) {
    StringBuilder legal = new StringBuilder(name);
    for (int at = 0; at < legal.length(); at++) {
      if (!isLegal(legal.charAt(at))) {
        legal.setCharAt(at, '_');
      }
    }
    return legal.toString();
  }

  /** Whether Kafka takes the character in a topic's name. */
  static boolean isLegal(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
  }
}

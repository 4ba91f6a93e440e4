package io.isomer.tables;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables of topics that are not named after them, as a routing transformation makes such
 * topics.
 *
 * @param topic the topic's name, in which a {@code *} stands for any characters
 * @param tables whose changes it may carry
 */
public record TopicRoute(String topic, List<TablePattern> tables) implements Serializable {

  private static final long serialVersionUID = 1;

  static final TopicRoute ANY = new TopicRoute("*", List.of(TablePattern.parse("*")));

  public TopicRoute {
    tables = List.copyOf(tables);
  }

  boolean isOf(String name) {
    String regex =
        Arrays.stream(topic.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return name.matches(regex);
  }
}

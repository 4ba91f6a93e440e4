package io.isomer.tables;

import io.isomer.changelog.TableId;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which tables a pipeline replicates.
 *
 * @param include a table must match one of these
 * @param exclude and none of these
 */
public record TableSelection(List<TablePattern> include, List<TablePattern> exclude)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** Every table. */
  public static final TableSelection ALL =
      new TableSelection(List.of(TablePattern.parse("*")), List.of());

  public TableSelection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  public boolean includes(TableId table) {
    return include.stream().anyMatch(pattern -> pattern.matches(table))
        && exclude.stream().noneMatch(pattern -> pattern.matches(table));
  }

  /**
   * A regular expression for the topics to read. Topics of excluded tables match too: another
   * table's topic may have the same name.
   */
  public String topicRegex() {
    return include.stream()
        .map(TablePattern::topicRegex)
        .collect(Collectors.joining("|", "(?:", ")"));
  }
}

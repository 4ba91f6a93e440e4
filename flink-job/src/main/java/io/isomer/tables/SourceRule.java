package io.isomer.tables;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the changes of some source tables are read. A component that is null is not set. All names
 * are the source's, but for those that columns are renamed to.
 *
 * @param key the columns that identify a row, in place of those of the message's key
 * @param exclude columns that are left out
 * @param rename columns' names in the target by those in the source
 */
public record SourceRule(List<String> key, Set<String> exclude, Map<String, String> rename)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** Nothing is special. */
  public static final SourceRule NONE = new SourceRule(null, null, null);

  public SourceRule {
    key = key == null ? null : List.copyOf(key);
    exclude = exclude == null ? null : Set.copyOf(exclude);
    rename = rename == null ? null : Map.copyOf(rename);
  }

  /** With the other's where this sets nothing. */
  SourceRule or(SourceRule other) {
    return new SourceRule(
        key == null ? other.key : key,
        exclude == null ? other.exclude : exclude,
        rename == null ? other.rename : rename);
  }

  /** Whether the key is configured. */
  public boolean hasKey() {
    return key != null;
  }

  public boolean excludes(String column) {
    return exclude != null && exclude.contains(column);
  }

  /** The name in the target of a column of the source. */
  public String targetName(String column) {
    return rename == null ? column : rename.getOrDefault(column, column);
  }

  /** The name in the source of a column of the target. */
  public String sourceName(String column) {
    return rename == null
        ? column
        : rename.entrySet().stream()
            .filter(renamed -> renamed.getValue().equals(column))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(column);
  }
}

package io.isomer.testing.e2e.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One row that is not the same on both sides.
 *
 * @param source PostgreSQL's row, or null when it has none
 * @param target ClickHouse's row, or null when it has none
 */
public record Difference(Row source, Row target, List<String> columns) {

  @Override
  public String toString() {
    Row either = source == null ? target : source;
    String key = String.join(", ", either.key());
    if (source == null) {
      return key + ": only in ClickHouse: " + target.values();
    }
    if (target == null) {
      return key + ": only in PostgreSQL: " + source.values();
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String s = source.values().get(i);
      String t = target.values().get(i);
      if (!Objects.equals(s, t)) {
        parts.add(columns.get(i) + " is " + s + " in PostgreSQL, " + t + " in ClickHouse");
      }
    }
    return key + ": " + String.join("; ", parts);
  }
}

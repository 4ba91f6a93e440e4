package io.isomer.verify.cli;

import io.isomer.postgressource.SourceTable;
import io.isomer.verify.database.UncomparableException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Chooses tables by {@code schema.table}, with {@code *} for any characters. */
public final class TablePatterns {

  private TablePatterns() {}

  /**
   * @throws UncomparableException for a pattern that no table matches
   */
  public static List<SourceTable> choose(List<SourceTable> tables, List<String> patterns) {
    Set<SourceTable> chosen = new LinkedHashSet<>();
    for (String pattern : patterns) {
      Pattern names = Pattern.compile(regex(pattern), Pattern.DOTALL);
      List<SourceTable> matching =
          tables.stream()
              .filter(table -> table.kind() != SourceTable.Kind.PARTITION)
              .filter(table -> names.matcher(table.fullName()).matches())
              .toList();
      if (matching.isEmpty()) {
        throw new UncomparableException("PostgreSQL has no table " + pattern);
      }
      chosen.addAll(matching);
    }
    return List.copyOf(chosen);
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return regex.toString();
  }
}

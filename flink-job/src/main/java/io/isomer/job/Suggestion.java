package io.isomer.job;

import java.util.Comparator;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** Helps with a misspelt option. */
final class Suggestion {

  private static final int NEAR = 4;

  private Suggestion() {}

  static String of(String key, List<ConfigOption<?>> known) {
    return ofKeys(key, known.stream().map(ConfigOption::key).toList());
  }

  static String ofKeys(String key, List<String> known) {
    String nearest =
        known.stream().min(Comparator.comparingInt(k -> distance(key, k))).orElseThrow();
    if (distance(key, nearest) <= NEAR) {
      return "did you mean " + nearest + "?";
    }
    return "known are " + String.join(", ", known);
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}

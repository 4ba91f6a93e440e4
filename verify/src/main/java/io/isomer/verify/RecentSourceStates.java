package io.isomer.verify;

import io.isomer.verify.database.RowDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The states that rows have had in the source since the comparison began. A row that changes faster
 * than the copy follows never is equal in both databases at one check. If the copy has one of these
 * states, it follows.
 */
final class RecentSourceStates {

  private static final String ABSENT = "";

  private final Map<String, Set<String>> states = new HashMap<>();

  /**
   * @param keys the hashes of the keys that were read
   * @param found the rows among them
   */
  void add(Collection<String> keys, Map<String, RowDigest> found) {
    for (String key : keys) {
      states.computeIfAbsent(key, k -> new HashSet<>()).add(state(found.get(key)));
    }
  }

  /** Whether the source's row has had the state of the copy's row. */
  boolean include(String key, RowDigest copy) {
    return states.getOrDefault(key, Set.of()).contains(state(copy));
  }

  private static String state(RowDigest row) {
    return row == null ? ABSENT : row.hash();
  }
}

package io.isomer.debezium.envelope;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells Debezium's heartbeats and transaction markers by their fields, all of them: a row that a
 * transformation has taken out of its envelope may have some of these as columns.
 */
final class MarkerFields {

  private static final Set<String> HEARTBEAT = Set.of("ts_ms");
  private static final Set<String> TRANSACTION =
      Set.of("status", "id", "event_count", "data_collections", "ts_ms");

  private final List<String> names = new ArrayList<>();

  void reset() {
    names.clear();
  }

  void add(String name) {
    names.add(name);
  }

  /** Whether the message's fields are those of a marker, no more and no less. */
  boolean areAll() {
    Set<String> all = new HashSet<>(names);
    return all.equals(HEARTBEAT) || all.equals(TRANSACTION);
  }
}

package io.isomer.debezium.envelope;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells Debezium's heartbeats and transaction markers by their fields, all of them: a row that a
 * transformation has taken out of its envelope may have some of these as columns.
 */
final class ControlMessages {

  private static final Set<String> HEARTBEAT = Set.of("ts_ms");
  private static final Set<String> TRANSACTION =
      Set.of("status", "id", "event_count", "data_collections", "ts_ms");

  private ControlMessages() {}

  /** Whether a message with these fields is a marker. */
  static boolean areAll(List<String> names) {
    Set<String> all = new HashSet<>(names);
    return all.equals(HEARTBEAT) || all.equals(TRANSACTION);
  }
}

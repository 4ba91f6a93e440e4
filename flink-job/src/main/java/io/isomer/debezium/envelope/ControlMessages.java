package io.isomer.debezium.envelope;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Recognises Debezium's heartbeats and transaction markers. All fields must match: a row that a
 * transformation has unwrapped may have some of them as columns.
 */
final class ControlMessages {

  private static final Set<String> HEARTBEAT = Set.of("ts_ms");
  private static final Set<String> TRANSACTION =
      Set.of("status", "id", "event_count", "data_collections", "ts_ms");

  private ControlMessages() {}

  /** Whether a message with exactly these fields is a heartbeat or transaction marker. */
  static boolean areAll(List<String> names) {
    Set<String> all = new HashSet<>(names);
    return all.equals(HEARTBEAT) || all.equals(TRANSACTION);
  }
}

package io.isomer.stack.source;

import java.util.List;
import java.util.Map;

/**
 * Whether the connector lets go of the log that has no change of its tables: PostgreSQL (15 and
 * newer) tells it of such log in keep-alive messages alone, which Debezium itself does not confirm.
 */
final class SlotSetting {

  private static final String MODE = "lsn.flush.mode";
  private static final String GOOD = "connector_and_driver";
  private static final String QUERY = "heartbeat.action.query";

  private SlotSetting() {}

  static List<Finding> findings(String connector, Map<String, String> settings) {
    String mode = settings.getOrDefault(MODE, "");
    if (mode.equals(GOOD) || !settings.getOrDefault(QUERY, "").isBlank()) {
      return List.of();
    }
    return List.of(
        new Finding(
            Finding.Severity.WARNING,
            "connector " + connector,
            MODE
                + (mode.isEmpty() ? " is not set" : " is " + mode)
                + "; set "
                + GOOD
                + " (Debezium 3.4 and newer): else the slot retains the log while only other tables"
                + " are written"));
  }
}

package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Rejection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A change that cannot be written.
 *
 * @param reason why
 */
record Rejected(ChangelogEvent change, SQLException reason) {

  /**
   * @throws SQLException the reason, where such a change fails the job
   */
  void addTo(DeadLetters<ChangelogEvent> deadLetters) throws SQLException {
    Optional<String> column =
        reason instanceof InvalidValueException value
            ? Optional.of(value.column())
            : Optional.empty();
    deadLetters.add(
        change,
        new Rejection(Optional.of(change.schema().table()), column, reason.getMessage()),
        reason);
  }
}

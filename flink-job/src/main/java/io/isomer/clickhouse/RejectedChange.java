package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Rejection;
import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.table.SchemaPolicy;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A change that cannot be written.
 *
 * @param reason why; null for a change that the decoder has rejected, whose dead letter has it
 */
record RejectedChange(ChangelogEvent change, SQLException reason) {

  static RejectedChange byDecoder(BufferedChange change) {
    return new RejectedChange(change.event(), null);
  }

  /**
   * Makes a dead letter of the change, unless the decoder has.
   *
   * @param columns has the source's names of the target's columns
   * @throws SQLException the reason, where such a change fails the job
   */
  void addTo(DeadLetters<ChangelogEvent> deadLetters, SchemaPolicy columns) throws SQLException {
    if (reason == null) {
      return;
    }
    Optional<String> column =
        reason instanceof InvalidValueException value
            ? Optional.of(columns.sourceName(value.column()))
            : Optional.empty();
    deadLetters.add(
        change,
        new Rejection(Optional.of(change.schema().table()), column, reason.getMessage()),
        reason);
  }
}

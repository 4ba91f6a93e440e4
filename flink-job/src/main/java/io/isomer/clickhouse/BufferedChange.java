package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;

/**
 * A change that waits for the next flush, with the older changes of its row: they have the values
 * that PostgreSQL did not send again, and take the change's place where its values do not fit.
 */
final class BufferedChange {

  private final ChangeLog log;
  private final long position;
  private final ChangelogEvent event;

  BufferedChange(ChangeLog log, long position) {
    this.log = log;
    this.position = position;
    this.event = log.event(position);
  }

  ChangelogEvent event() {
    return event;
  }

  /** Whether the decoder has put the change aside: it can be neither written nor passed over. */
  boolean isRejected() {
    return event.operation() == Operation.REJECTED;
  }

  /** The next older change, or null. */
  BufferedChange older() {
    long older = log.older(position);
    return older == ChangeLog.NONE ? null : new BufferedChange(log, older);
  }
}

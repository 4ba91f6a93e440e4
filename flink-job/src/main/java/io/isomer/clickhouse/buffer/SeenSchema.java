package io.isomer.clickhouse.buffer;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;
import io.isomer.targetformat.RowVersion;

/** What a batch contains of one schema's changes. */
public final class SeenSchema {

  private RowVersion highest = RowVersion.ZERO;
  private boolean snapshot;

  void add(ChangelogEvent event) {
    RowVersion version = event.version();
    highest = version.compareTo(highest) > 0 ? version : highest;
    snapshot |= event.operation() == Operation.READ;
  }

  /** The highest version of them. */
  public RowVersion highest() {
    return highest;
  }

  /** Whether a row of a snapshot is among them. */
  public boolean hasSnapshot() {
    return snapshot;
  }
}

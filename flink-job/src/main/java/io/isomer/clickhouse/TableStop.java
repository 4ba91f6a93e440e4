package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.clickhouse.table.UnfitTableException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a target table takes no changes at the moment, because it does not fit its source. It is
 * looked at again after a while, and at once with a schema that is new to it.
 */
final class TableStop {

  /** How long a table that does not fit is left alone. */
  static final long LOOK_AGAIN_MILLIS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(TableStop.class);
  private static final int MAX_KNOWN_SCHEMAS = 100;

  private final String target;
  private final LongSupplier clock;
  private final TableMetrics metrics;
  private final Set<ChangelogSchema> known = new HashSet<>();
  private UnfitTableException reason;
  private long lookAt;

  /**
   * @param target the table's name, for messages
   * @param clock in milliseconds
   */
  TableStop(String target, LongSupplier clock, TableMetrics metrics) {
    this.target = target;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Whether changes are to be put aside without another look at the table.
   *
   * @param schemas theirs
   */
  boolean holds(Set<ChangelogSchema> schemas) {
    return reason != null && clock.getAsLong() < lookAt && known.containsAll(schemas);
  }

  /** Why the table takes no changes; null when it does. */
  UnfitTableException reason() {
    return reason;
  }

  /** A look at the table has shown that it does not take changes of these schemas. */
  void begin(UnfitTableException because, Set<ChangelogSchema> schemas) {
    if (reason == null || !reason.getMessage().equals(because.getMessage())) {
      LOG.warn(
          "The table {} has stopped, and the others flow on. {} Until then its changes go to the"
              + " dead letters; the table is looked at again every {} s and with each new schema,"
              + " and goes on by itself once it fits. Then replay its dead letters.",
          target,
          because.getMessage(),
          LOOK_AGAIN_MILLIS / 1000);
    }
    reason = because;
    lookAt = clock.getAsLong() + LOOK_AGAIN_MILLIS;
    if (known.size() >= MAX_KNOWN_SCHEMAS) {
      known.clear();
    }
    known.addAll(schemas);
    metrics.stopped(true);
  }

  /** Nothing has kept changes of these schemas, if any, out of the table. */
  void end(Set<ChangelogSchema> schemas) {
    if (reason != null && !schemas.isEmpty()) {
      LOG.info("The table {} goes on: it fits again. Replay its dead letters.", target);
      reason = null;
      known.clear();
      metrics.stopped(false);
    }
  }
}

package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.clickhouse.table.UnfitTableException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Circuit breaker for one table that does not fit its source: while it is open, the table takes no
 * changes. The table is checked again every 10 s, and at once on a new source schema.
 */
final class TableCircuitBreaker {

  /** How long a table that does not fit is not checked. */
  static final long CHECK_AGAIN_MILLIS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(TableCircuitBreaker.class);
  private static final int MAX_KNOWN_SCHEMAS = 100;

  private final String target;
  private final LongSupplier clock;
  private final TableMetrics metrics;
  private final Set<ChangelogSchema> known = new HashSet<>();
  private UnfitTableException reason;
  private long checkAt;

  /**
   * @param target the table's name, for messages
   * @param clock in milliseconds
   */
  TableCircuitBreaker(String target, LongSupplier clock, TableMetrics metrics) {
    this.target = target;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Whether changes must become dead letters without another check of the table.
   *
   * @param schemas theirs
   */
  boolean isOpen(Set<ChangelogSchema> schemas) {
    return reason != null && clock.getAsLong() < checkAt && known.containsAll(schemas);
  }

  /** Why the table takes no changes; null when it does. */
  UnfitTableException reason() {
    return reason;
  }

  /** A check has shown that the table does not take changes of these schemas. */
  void open(UnfitTableException because, Set<ChangelogSchema> schemas) {
    if (reason == null || !reason.getMessage().equals(because.getMessage())) {
      LOG.warn(
          "The table {} has stopped; the others continue. {} Until then its changes go to the"
              + " dead letters. The table is checked again every {} s and with each new schema,"
              + " and resumes once it fits. Then replay its dead letters.",
          target,
          because.getMessage(),
          CHECK_AGAIN_MILLIS / 1000);
    }
    reason = because;
    checkAt = clock.getAsLong() + CHECK_AGAIN_MILLIS;
    if (known.size() >= MAX_KNOWN_SCHEMAS) {
      known.clear();
    }
    known.addAll(schemas);
    metrics.stopped(true);
  }

  /** The table has taken changes of these schemas, if there are any. */
  void close(Set<ChangelogSchema> schemas) {
    if (reason != null && !schemas.isEmpty()) {
      LOG.info("The table {} resumes: it fits again. Replay its dead letters.", target);
      reason = null;
      known.clear();
      metrics.stopped(false);
    }
  }
}

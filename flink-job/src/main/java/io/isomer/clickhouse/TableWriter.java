package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.buffer.ChangeBuffer;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.schema.EncoderCache;
import io.isomer.clickhouse.table.MissingHelperException;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.StaleTable;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.clickhouse.table.VersionFloors;
import io.isomer.clickhouse.toast.RejectedChanges;
import io.isomer.targetformat.RowVersion;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the batches of one source table to its target table: raises the version floor, admits an
 * initial snapshot, follows the source's schema, encodes the last change of each row, and inserts
 * the rows. A batch whose changes have two schemas makes two INSERTs, else one.
 *
 * <p>Repeating a batch is harmless, as rows have versions. Batches of one table must not run at the
 * same time.
 */
final class TableWriter implements BatchWriter {

  private static final Logger LOG = LoggerFactory.getLogger(TableWriter.class);
  private static final int MAX_ATTEMPTS = 5;

  private final String target;
  private final SchemaPolicy policy;
  private final DeadLetters<ChangelogEvent> deadLetters;
  private final SinkMetrics sinkMetrics;
  private final TableMetrics metrics;
  private final TableCircuitBreaker breaker;
  private final SnapshotAdmission snapshots;
  private final EncoderCache encoders;
  private final RejectedChanges rejectedChanges;

  /**
   * @param target the target table, unquoted, in the connection's database
   * @param policy what may be created
   * @param deadLetters takes changes whose values their columns cannot hold
   * @param clock in milliseconds
   */
  TableWriter(
      String target,
      SchemaPolicy policy,
      DeadLetters<ChangelogEvent> deadLetters,
      SinkMetrics metrics,
      LongSupplier clock) {
    this.target = target;
    this.policy = policy;
    this.deadLetters = deadLetters;
    this.sinkMetrics = metrics;
    this.metrics = metrics.table(target);
    this.breaker = new TableCircuitBreaker(target, clock, this.metrics);
    this.snapshots = new SnapshotAdmission(target, policy);
    this.encoders = new EncoderCache(target, policy, this.metrics::schemaChanged);
    this.rejectedChanges = new RejectedChanges(target, policy);
  }

  /**
   * @throws InvalidValueException for a value that its column cannot hold, where that fails the job
   * @throws UnfitTableException when the target table is missing or not made for the rows, where
   *     that fails the job
   * @throws SQLException with ClickHouse's error code when it refuses the rows, and with an {@link
   *     java.io.IOException} among the causes when it cannot be reached
   */
  @Override
  public void write(Batch batch, ClickHouseClient client) throws SQLException {
    if (!batch.floor().equals(RowVersion.ZERO)) {
      VersionFloors.raise(client, policy, target, batch.floor());
      batch.floorRaised();
    }
    if (!batch.changes().isEmpty()) {
      int letters = writeRows(batch.changes(), client);
      metrics.deadLetters(letters); // once, however often the batch was tried
    }
  }

  /**
   * Writes the rows, or sends all of them to the dead letters while the table does not fit.
   *
   * @return how many dead letters there were
   */
  private int writeRows(ChangeBuffer changes, ClickHouseClient client) throws SQLException {
    if (breaker.isOpen(changes.schemas().keySet())) {
      return rejectAll(changes, breaker.reason(), client);
    }
    int letters;
    try {
      letters = writeToFittingTable(changes, client);
    } catch (MissingHelperException e) {
      throw e;
    } catch (UnfitTableException e) { // found before the first row is sent
      letters = rejectAll(changes, e, client);
      encoders.forget();
      breaker.open(e, changes.schemas().keySet());
      return letters;
    }
    breaker.close(changes.schemas().keySet());
    return letters;
  }

  /** Starts again when another writer has altered the table in the meantime. */
  private int writeToFittingTable(ChangeBuffer changes, ClickHouseClient client)
      throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        encoders.prepare(client, changes.schemas());
        snapshots.admit(client, changes.snapshot());
        BatchEncoder encoder = new BatchEncoder(encoders, rejectedChanges, client);
        Collection<RowBatch> rows = encoder.encode(changes.changes());
        int letters = reject(encoder.rejected(), client);
        for (RowBatch each : rows) {
          each.insert(client, sinkMetrics);
        }
        return letters;
      } catch (SQLException e) {
        if (attempt == MAX_ATTEMPTS || !StaleTable.isReasonOf(e)) {
          throw e;
        }
        LOG.info("Reading the columns of {} again, as it was altered: {}", target, e.getMessage());
        encoders.forget();
      }
    }
  }

  private int rejectAll(ChangeBuffer changes, UnfitTableException reason, ClickHouseClient client)
      throws SQLException {
    List<RejectedChange> all = new ArrayList<>();
    for (BufferedChange each : changes.changes()) {
      for (BufferedChange change = each; change != null; change = change.older()) {
        all.add(
            change.isRejected()
                ? RejectedChange.byDecoder(change)
                : new RejectedChange(change.event(), reason));
      }
    }
    return reject(all, client);
  }

  /**
   * Makes dead letters of changes and remembers them. Nothing is remembered of a change that fails
   * the job: it comes again.
   *
   * @return how many dead letters there were
   */
  private int reject(List<RejectedChange> changes, ClickHouseClient client) throws SQLException {
    for (RejectedChange each : changes) {
      each.addTo(deadLetters, policy);
    }
    rejectedChanges.add(client, changes.stream().map(RejectedChange::change).toList());
    return (int) changes.stream().filter(each -> each.reason() != null).count();
  }
}

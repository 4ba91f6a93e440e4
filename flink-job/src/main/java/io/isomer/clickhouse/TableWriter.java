package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.buffer.ChangeBuffer;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.schema.EncoderCache;
import io.isomer.clickhouse.table.MissingHelperException;
import io.isomer.clickhouse.table.OutdatedTable;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.TruncationTable;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.clickhouse.toast.Rejections;
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
  private final TableStop stop;
  private final SnapshotGate snapshots;
  private final EncoderCache encoders;
  private final Rejections rejections;

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
    this.stop = new TableStop(target, clock, this.metrics);
    this.snapshots = new SnapshotGate(target, policy);
    this.encoders = new EncoderCache(target, policy, this.metrics::schemaChanged);
    this.rejections = new Rejections(target, policy);
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
      TruncationTable.raiseFloor(client, policy, target, batch.floor());
      batch.floorRaised();
    }
    if (!batch.changes().isEmpty()) {
      int letters = writeRows(batch.changes(), client);
      metrics.putAside(letters); // once, however often the batch was tried
    }
  }

  /**
   * Writes the rows, or sends all of them to the dead letters while the table does not fit.
   *
   * @return how many dead letters there were
   */
  private int writeRows(ChangeBuffer changes, ClickHouseClient client) throws SQLException {
    if (stop.holds(changes.schemas().keySet())) {
      return rejectAll(changes, stop.reason(), client);
    }
    int letters;
    try {
      letters = writeToFittingTable(changes, client);
    } catch (MissingHelperException e) {
      throw e;
    } catch (UnfitTableException e) { // found before the first row is sent
      letters = rejectAll(changes, e, client);
      encoders.forget();
      stop.begin(e, changes.schemas().keySet());
      return letters;
    }
    stop.end(changes.schemas().keySet());
    return letters;
  }

  /** Starts again when another writer has altered the table in the meantime. */
  private int writeToFittingTable(ChangeBuffer changes, ClickHouseClient client)
      throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        encoders.prepare(client, changes.schemas());
        snapshots.pass(client, changes.snapshot());
        BatchEncoder encoder = new BatchEncoder(encoders, rejections, client);
        Collection<RowBatch> rows = encoder.encode(changes.changes());
        int letters = reject(encoder.rejected(), client);
        for (RowBatch each : rows) {
          each.insert(client, sinkMetrics);
        }
        return letters;
      } catch (SQLException e) {
        if (attempt == MAX_ATTEMPTS || !OutdatedTable.isReasonOf(e)) {
          throw e;
        }
        LOG.info("Reading the columns of {} again, as it was altered: {}", target, e.getMessage());
        encoders.forget();
      }
    }
  }

  private int rejectAll(ChangeBuffer changes, UnfitTableException reason, ClickHouseClient client)
      throws SQLException {
    List<Rejected> all = new ArrayList<>();
    for (BufferedChange each : changes.changes()) {
      for (BufferedChange change = each; change != null; change = change.older()) {
        all.add(
            change.isRejected()
                ? Rejected.byDecoder(change)
                : new Rejected(change.event(), reason));
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
  private int reject(List<Rejected> changes, ClickHouseClient client) throws SQLException {
    for (Rejected each : changes) {
      each.addTo(deadLetters, policy);
    }
    rejections.add(client, changes.stream().map(Rejected::change).toList());
    return (int) changes.stream().filter(each -> each.reason() != null).count();
  }
}

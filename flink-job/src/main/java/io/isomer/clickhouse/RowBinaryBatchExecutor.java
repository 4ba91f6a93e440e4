package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Operation;
import io.isomer.clickhouse.buffer.BlockPool;
import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.buffer.ChangeBuffer;
import io.isomer.clickhouse.client.BatchInserter;
import io.isomer.clickhouse.client.ClientInserter;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.encode.RowBinaryEncoder;
import io.isomer.clickhouse.schema.EncoderCache;
import io.isomer.clickhouse.table.MissingHelperException;
import io.isomer.clickhouse.table.OutdatedTable;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.TruncationTable;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.clickhouse.toast.Rejections;
import io.isomer.clickhouse.toast.StoredRows;
import io.isomer.clickhouse.toast.StoredRowsQuery;
import io.isomer.targetformat.RowVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the changes of one source table to its target table: reduced to the last per row, as one
 * INSERT of RowBinary. (Only while the source's shape changes, a batch has rows of two shapes and
 * makes an INSERT of each.)
 *
 * <p>A batch that fails stays, so that it can be executed again; repeating an INSERT is harmless,
 * as rows have versions.
 */
public final class RowBinaryBatchExecutor implements BatchExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(RowBinaryBatchExecutor.class);
  private static final int MAX_ATTEMPTS = 5;

  /** How rows are sent over a connection. */
  @FunctionalInterface
  public interface InserterFactory {
    BatchInserter create(Connection connection) throws SQLException;
  }

  private final String targetName;
  private final DeadLetters<ChangelogEvent> deadLetters;
  private final SchemaPolicy policy;
  private final InserterFactory inserters;
  private final EncoderCache encoders;
  private final TableMetrics metrics;
  private final TableStop stop;
  private final Rejections rejections;
  private final SnapshotGate snapshots;
  private ChangeBuffer filling;
  private RowVersion nextFloor = RowVersion.ZERO;
  private ChangeBuffer buffer; // what is written, once it is sealed
  private RowVersion floor = RowVersion.ZERO;
  private boolean sealed;
  private int putAside;
  private Connection connection;
  private BatchInserter inserter;

  /**
   * A change whose value its column cannot hold fails the batch.
   *
   * @param targetName the target table, unquoted, in the connection's database
   */
  public RowBinaryBatchExecutor(String targetName) {
    this(targetName, DeadLetters.failing());
  }

  public RowBinaryBatchExecutor(String targetName, DeadLetters<ChangelogEvent> deadLetters) {
    this(targetName, SchemaPolicy.DEFAULT, deadLetters, ClientInserter::new);
  }

  /**
   * @param targetName the target table, unquoted, in the connection's database
   * @param policy what may be created
   * @param deadLetters takes changes whose values their columns cannot hold
   */
  public RowBinaryBatchExecutor(
      String targetName,
      SchemaPolicy policy,
      DeadLetters<ChangelogEvent> deadLetters,
      InserterFactory inserters) {
    this(
        targetName,
        policy,
        deadLetters,
        inserters,
        new TableMetrics(new UnregisteredMetricsGroup()),
        System::currentTimeMillis,
        new BlockPool());
  }

  /**
   * @param metrics of the target table
   * @param clock in milliseconds
   * @param blocks the writer's, for changes that wait
   */
  public RowBinaryBatchExecutor(
      String targetName,
      SchemaPolicy policy,
      DeadLetters<ChangelogEvent> deadLetters,
      InserterFactory inserters,
      TableMetrics metrics,
      LongSupplier clock,
      BlockPool blocks) {
    this.filling = new ChangeBuffer(blocks);
    this.buffer = new ChangeBuffer(blocks);
    this.targetName = targetName;
    this.policy = policy;
    this.deadLetters = deadLetters;
    this.inserters = inserters;
    this.encoders = new EncoderCache(targetName, policy, metrics::schemaChanged);
    this.metrics = metrics;
    this.rejections = new Rejections(targetName, policy);
    this.snapshots = new SnapshotGate(targetName, policy);
    this.stop = new TableStop(targetName, clock, metrics);
  }

  @Override
  public void prepareStatements(Connection connection) throws SQLException {
    this.connection = connection;
    this.inserter = inserters.create(connection);
    encoders.use(connection);
    rejections.use(connection);
    snapshots.use(connection);
  }

  @Override
  public void addToBatch(ChangelogEvent event) {
    if (event.operation() == Operation.TRUNCATE) {
      RowVersion next = event.version().next();
      nextFloor = next.compareTo(nextFloor) > 0 ? next : nextFloor;
    } else {
      filling.add(event);
    }
  }

  @Override
  public void seal() {
    ChangeBuffer written = buffer;
    buffer = filling;
    filling = written;
    floor = nextFloor;
    nextFloor = RowVersion.ZERO;
    sealed = true;
  }

  /**
   * @throws InvalidValueException for a value that its column cannot hold, where that fails the job
   * @throws UnfitTableException when the target table is missing or not made for the rows, where
   *     that fails the job
   * @throws SQLException with ClickHouse's error code when it refuses the rows, and with an {@link
   *     java.io.IOException} among the causes when it cannot be reached
   */
  @Override
  public void executeBatch() throws SQLException {
    if (!sealed) {
      seal();
    }
    if (!floor.equals(RowVersion.ZERO)) {
      TruncationTable.raiseFloor(connection, policy, targetName, floor);
      floor = RowVersion.ZERO;
    }
    if (!buffer.isEmpty()) {
      putAside = 0;
      writeRows();
      metrics.putAside(putAside); // once, however often the batch was tried
      buffer.clear();
    }
    sealed = false;
  }

  /** Writes the rows, or puts all of them aside while the table does not fit. */
  private void writeRows() throws SQLException {
    if (stop.holds(buffer.schemas().keySet())) {
      rejectAll(stop.reason());
      return;
    }
    try {
      writeToFittingTable();
    } catch (MissingHelperException e) {
      throw e;
    } catch (UnfitTableException e) { // found before the first row is sent
      rejectAll(e);
      encoders.forget();
      stop.begin(e, buffer.schemas().keySet());
      return;
    }
    stop.end(buffer.schemas().keySet());
  }

  private void rejectAll(UnfitTableException reason) throws SQLException {
    List<Rejected> all = new ArrayList<>();
    for (BufferedChange each : buffer.changes()) {
      for (BufferedChange change = each; change != null; change = change.older()) {
        all.add(
            change.isRejected()
                ? Rejected.byDecoder(change)
                : new Rejected(change.event(), reason));
      }
    }
    putAside(all);
  }

  /** What of it fails the job is not remembered: it comes again. */
  private void putAside(List<Rejected> changes) throws SQLException {
    for (Rejected each : changes) {
      each.addTo(deadLetters, policy);
    }
    putAside = (int) changes.stream().filter(each -> each.reason() != null).count();
    rejections.add(changes.stream().map(Rejected::change).toList());
  }

  /** Goes on from the start when another writer has altered the table in the meantime. */
  private void writeToFittingTable() throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        encoders.prepare(buffer.schemas());
        snapshots.pass(buffer.snapshot());
        BatchEncoder encoder = new BatchEncoder(encoders, rejections);
        Collection<RowBatch> batches = encoder.encode(buffer.changes(), this::readStored);
        putAside(encoder.rejected());
        for (RowBatch batch : batches) {
          batch.insert(inserter);
        }
        return;
      } catch (SQLException e) {
        if (attempt == MAX_ATTEMPTS || !OutdatedTable.isReasonOf(e)) {
          throw e;
        }
        LOG.info("Looking {} up anew, as it was altered: {}", targetName, e.getMessage());
        encoders.forget();
      }
    }
  }

  private StoredRows readStored(
      RowBinaryEncoder encoder, List<BufferedChange> changes, List<String> columns)
      throws SQLException {
    return new StoredRowsQuery(connection).read(encoder, changes, columns);
  }

  @Override
  public void closeStatements() {
    connection = null;
    inserter = null;
    encoders.use(null);
    rejections.use(null);
    snapshots.use(null);
  }
}

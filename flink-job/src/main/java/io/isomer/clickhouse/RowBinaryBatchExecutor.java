package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Operation;
import io.isomer.changelog.RowVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;
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
public final class RowBinaryBatchExecutor implements JdbcBatchStatementExecutor<ChangelogEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(RowBinaryBatchExecutor.class);
  private static final int MAX_ATTEMPTS = 5;

  /** How rows are sent over a connection. */
  @FunctionalInterface
  interface InserterFactory {
    BatchInserter create(Connection connection) throws SQLException;
  }

  private final String targetName;
  private final DeadLetters<ChangelogEvent> deadLetters;
  private final SchemaPolicy policy;
  private final InserterFactory inserters;
  private final EncoderCache encoders;
  private final ChangeBuffer buffer = new ChangeBuffer();
  private RowVersion floor = RowVersion.ZERO;
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

  RowBinaryBatchExecutor(String targetName, DeadLetters<ChangelogEvent> deadLetters) {
    this(targetName, SchemaPolicy.DEFAULT, deadLetters, ClientInserter::new);
  }

  /**
   * @param targetName the target table, unquoted, in the connection's database
   * @param policy what may be created
   * @param deadLetters takes changes whose values their columns cannot hold
   */
  RowBinaryBatchExecutor(
      String targetName,
      SchemaPolicy policy,
      DeadLetters<ChangelogEvent> deadLetters,
      InserterFactory inserters) {
    this.targetName = targetName;
    this.policy = policy;
    this.deadLetters = deadLetters;
    this.inserters = inserters;
    this.encoders = new EncoderCache(targetName, policy);
  }

  @Override
  public void prepareStatements(Connection connection) throws SQLException {
    this.connection = connection;
    this.inserter = inserters.create(connection);
    encoders.use(connection);
  }

  @Override
  public void addToBatch(ChangelogEvent event) {
    if (event.operation() == Operation.TRUNCATE) {
      RowVersion next = event.version().next();
      floor = next.compareTo(floor) > 0 ? next : floor;
    } else {
      buffer.add(event);
    }
  }

  /**
   * @throws InvalidValueException for a value that its column cannot hold, where that fails the job
   * @throws UnfitTableException when the target table is missing or not made for the rows
   * @throws SQLException with ClickHouse's error code when it refuses the rows, and with an {@link
   *     java.io.IOException} among the causes when it cannot be reached
   */
  @Override
  public void executeBatch() throws SQLException {
    if (!floor.equals(RowVersion.ZERO)) {
      if (policy.createTables()) {
        new TargetDdl(connection).execute(TableDdl.createTruncations(policy.engine()));
      }
      TruncationTable.raiseFloor(inserter, targetName, floor);
      floor = RowVersion.ZERO;
    }
    if (!buffer.isEmpty()) {
      writeRows();
      buffer.clear();
    }
  }

  /** Goes on from the start when another writer has altered the table in the meantime. */
  private void writeRows() throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        encoders.prepare(buffer.changes());
        BatchEncoder encoder = new BatchEncoder(encoders, deadLetters);
        for (RowBatch batch : encoder.encode(buffer.changes(), this::readStored)) {
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
  }
}

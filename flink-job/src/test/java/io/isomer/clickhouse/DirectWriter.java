package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.buffer.BlockPool;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.table.SchemaPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Writes one table's changes in batches that the test ends, over a connection, in its thread. */
final class DirectWriter {

  private final TableWriter writer;
  private final ClickHouseClient client;
  private final BlockPool blocks = new BlockPool();
  private final TableId source = new TableId("any", "table");
  private Batch filling = new Batch(source, blocks);
  private Batch sealed; // null when it is written

  /** A change whose value its column cannot hold fails the batch. */
  DirectWriter(Connection connection, String target) throws SQLException {
    this(connection, target, DeadLetters.failing());
  }

  DirectWriter(Connection connection, String target, DeadLetters<ChangelogEvent> letters)
      throws SQLException {
    this(connection, target, SchemaPolicy.DEFAULT, letters);
  }

  DirectWriter(
      Connection connection,
      String target,
      SchemaPolicy policy,
      DeadLetters<ChangelogEvent> letters)
      throws SQLException {
    this(
        connection,
        target,
        policy,
        letters,
        new SinkMetrics(UnregisteredMetricsGroup.createSinkWriterMetricGroup()),
        System::currentTimeMillis);
  }

  DirectWriter(
      Connection connection,
      String target,
      SchemaPolicy policy,
      DeadLetters<ChangelogEvent> letters,
      SinkMetrics metrics,
      LongSupplier clock)
      throws SQLException {
    this.client = ClickHouseClient.of(connection);
    this.writer = new TableWriter(target, policy, letters, metrics, clock);
  }

  void add(ChangelogEvent... changes) {
    for (ChangelogEvent change : changes) {
      filling.add(change);
    }
  }

  /** Writes what was added; a batch that fails is written again by the next call. */
  void flush() throws SQLException {
    if (sealed == null) {
      sealed = filling;
      filling = new Batch(source, blocks);
    }
    writer.write(sealed, client);
    sealed.release();
    sealed = null;
  }

  void write(ChangelogEvent... changes) throws SQLException {
    add(changes);
    flush();
  }
}

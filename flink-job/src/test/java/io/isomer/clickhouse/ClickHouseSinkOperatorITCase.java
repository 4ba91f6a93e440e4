package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogEventSerializer;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sink's operator in Flink's harness: what is written when, and what a snapshot holds. */
class ClickHouseSinkOperatorITCase {

  private final ClickHouseServer server = TestServer.get();
  private final TestTable orders =
      TestTable.named("orders")
          .column("id", ColumnType.of(ColumnKind.INT32))
          .column("text", ColumnType.of(ColumnKind.STRING))
          .build();
  private OneInputStreamOperatorTestHarness<ChangelogEvent, CommittableMessage<Object>> harness;

  @BeforeEach
  void open() throws Exception {
    TestServer.createDatabase(server, "harness");
    server.execute(
        "CREATE TABLE harness.orders__versions (id Int32, text String, _version UInt128,"
            + " _is_deleted UInt8) ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id");
    harness = harness();
    harness.open();
  }

  private OneInputStreamOperatorTestHarness<ChangelogEvent, CommittableMessage<Object>> harness()
      throws Exception {
    ClickHouseSink sink =
        new ClickHouseSink(ClickHouseOptions.of(TestServer.options(server, "harness")));
    return new OneInputStreamOperatorTestHarness<>(
        new SinkWriterOperatorFactory<>(sink), new ChangelogEventSerializer());
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void process(ChangelogEvent event) throws Exception {
    harness.processElement(new StreamRecord<>(event));
  }

  private String rows() throws Exception {
    return server.query("SELECT id, text FROM harness.orders__versions FINAL ORDER BY id");
  }

  @Test
  void everythingIsWrittenBeforeTheBarrierPasses() throws Exception {
    process(orders.create(1, 1, "a"));
    process(orders.create(2, 2, "b"));
    process(orders.update(3, 1, "c"));
    assertThat(rows()).isEmpty();

    harness.prepareSnapshotPreBarrier(1);

    assertThat(rows()).isEqualTo("1\tc\n2\tb");
  }

  @Test
  void aSnapshotHoldsNoStateAndRestoresAtAnyParallelism() throws Exception {
    process(orders.create(1, 1, "a"));
    harness.prepareSnapshotPreBarrier(1);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    assertThat(snapshot.getStateSize()).isZero();
    harness.close();

    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    process(orders.delete(2, 1));
    harness.prepareSnapshotPreBarrier(2);

    assertThat(rows()).isEmpty();
  }

  @Test
  void whatIsReadAgainAfterAFailureChangesNothing() throws Exception {
    for (int attempt = 1; attempt <= 2; attempt++) {
      process(orders.create(1, 1, "a"));
      process(orders.update(5, 1, "newest"));
      process(orders.delete(3, 2));
      harness.prepareSnapshotPreBarrier(attempt);
    }

    assertThat(rows()).isEqualTo("1\tnewest");
  }

  @Test
  void aTableOfAnotherEngineIsNamedWithWhatToDo() throws Exception {
    server.execute("DROP TABLE harness.orders__versions SYNC");
    server.execute(
        "CREATE TABLE harness.orders__versions (id Int32, text String, _version UInt128,"
            + " _is_deleted UInt8) ENGINE = MergeTree ORDER BY id");
    assertThatThrownBy(
            () -> {
              process(orders.create(1, 1, "a"));
              harness.prepareSnapshotPreBarrier(1);
            })
        .hasStackTraceContaining("orders__versions has the engine MergeTree");
  }
}

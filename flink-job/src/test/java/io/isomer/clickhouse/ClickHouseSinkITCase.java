package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogEventTypeInfo;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The sink within a job: rows of two tables, each changed several times, over two subtasks. */
class ClickHouseSinkITCase {

  private static final int ROWS = 5000;

  private final ClickHouseServer server = TestServer.get();

  private static TestTable table(String name) {
    return TestTable.named(name)
        .column("id", ColumnType.of(ColumnKind.INT32))
        .column("text", ColumnType.of(ColumnKind.STRING))
        .build();
  }

  private void createTable(String name) throws Exception {
    server.execute(
        ("CREATE TABLE sink.%s__versions (id Int32, text String, _version UInt128, _is_deleted"
                + " UInt8) ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id")
            .formatted(name));
  }

  private static List<ChangelogEvent> changes(TestTable table) {
    List<ChangelogEvent> changes = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      changes.add(table.create(1 + i, i, "new"));
      changes.add(table.update(2 * ROWS + i, i, "changed " + i));
      if (i % 10 == 0) {
        changes.add(table.delete(3 * ROWS + i, i));
      }
    }
    return changes;
  }

  @Test
  void writesTheLastChangeOfEveryRow() throws Exception {
    TestServer.createDatabase(server, "sink");
    createTable("orders");
    createTable("items");
    List<ChangelogEvent> changes = changes(table("orders"));
    changes.addAll(changes(table("items")));
    ClickHouseOptions options =
        ClickHouseOptions.of(
            TestServer.options(server, "sink").set(ClickHouseOptions.BATCH_ROWS, 700));

    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(2);
    environment.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    environment.enableCheckpointing(100);
    environment
        .fromData(changes, new ChangelogEventTypeInfo())
        .keyBy(ChangelogEvent::routingHash)
        .sinkTo(new ClickHouseSink(options));
    environment.execute();

    for (String table : List.of("orders", "items")) {
      assertThat(
              server.query(
                  "SELECT count(), countIf(text = 'changed ' || toString(id)), countIf(id % 10 = 0)"
                      + " FROM sink.%s__versions FINAL".formatted(table)))
          .isEqualTo("4500\t4500\t0");
    }
  }
}

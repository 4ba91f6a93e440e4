package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogEventTypeInfo;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Rejection;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Initial snapshots within a job of two writers, and the same messages read again by another. */
class SnapshotSinkITCase {

  private static final int ROWS = 2000;
  private static final long FIRST = 800;
  private static final long BEGUN_ANEW = 1600;
  private static final long STREAM = 2400;
  private static final long AFTER_LOSS = 1_000_000;
  private static final Queue<Letter> LETTERS = new ConcurrentLinkedQueue<>();

  private final ClickHouseServer server = TestServer.get();
  private final TestTable orders = table("orders");
  private final TestTable items = table("items");

  private record Letter(ChangelogEvent event, String reason) {}

  private static final class Kept implements DeadLetters<ChangelogEvent> {
    @Override
    public <E extends Exception> void add(ChangelogEvent event, Rejection rejection, E cause) {
      LETTERS.add(new Letter(event, rejection.reason()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static TestTable table(String name) {
    return TestTable.named(name)
        .column("id", ColumnType.of(ColumnKind.INT32))
        .column("text", ColumnType.of(ColumnKind.STRING))
        .build();
  }

  @BeforeEach
  void start() throws Exception {
    TestServer.createDatabase(server, "snapshots");
    LETTERS.clear();
  }

  /** A snapshot that breaks off, another that lacks each tenth row, and a stream. */
  private static List<ChangelogEvent> changes(TestTable table) {
    List<ChangelogEvent> changes = new ArrayList<>();
    for (int i = 0; i < ROWS / 2; i++) {
      changes.add(table.read(FIRST, i, "first"));
    }
    for (int i = 0; i < ROWS; i++) {
      if (i % 10 != 0) {
        changes.add(table.read(BEGUN_ANEW, i, "anew"));
      }
    }
    for (int i = 0; i < ROWS; i += 2) {
      if (i % 10 != 0) {
        changes.add(table.update(STREAM + 80 * i, i, "changed"));
      }
    }
    return changes;
  }

  private void run(List<ChangelogEvent> changes) throws Exception {
    ClickHouseOptions options =
        ClickHouseOptions.of(
            TestServer.options(server, "snapshots").set(ClickHouseOptions.BATCH_ROWS, 300));
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(2);
    environment.setRuntimeMode(RuntimeExecutionMode.STREAMING);
    environment.enableCheckpointing(100);
    environment
        .fromData(changes, new ChangelogEventTypeInfo())
        .keyBy(ChangelogEvent::routingHash)
        .sinkTo(new ClickHouseSink(options, metrics -> new Kept()));
    environment.execute();
  }

  private void assertComplete(String table) throws Exception {
    assertThat(
            server.query(
                "SELECT countIf(text = 'anew'), countIf(text = 'changed'), countIf(text = 'first'),"
                    + " countIf(id % 10 = 0) FROM snapshots."
                    + table))
        .as(table)
        .isEqualTo("1000\t800\t0\t0");
  }

  @Test
  void oneTableRefusesALaterSnapshotAndTheOtherTakesItsOwnAgain() throws Exception {
    List<ChangelogEvent> seen = changes(orders);
    run(Stream.concat(seen.stream(), changes(items).stream()).toList());
    assertComplete("orders");
    assertComplete("items");
    assertThat(LETTERS).isEmpty();

    List<ChangelogEvent> refused = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      refused.add(items.read(AFTER_LOSS, i, "after the loss"));
      refused.add(items.create(AFTER_LOSS + 80 * i, ROWS + i, "later"));
    }
    run(Stream.concat(seen.stream(), refused.stream()).toList());
    assertComplete("orders");
    assertComplete("items");
    assertThat(LETTERS.stream().map(Letter::event)).containsExactlyInAnyOrderElementsOf(refused);
    assertThat(LETTERS.stream().map(Letter::reason).distinct())
        .singleElement()
        .asString()
        .startsWith("An initial snapshot of public.items at 0/F4240 has come")
        .endsWith("Run ./isomer resync public.items");
  }
}

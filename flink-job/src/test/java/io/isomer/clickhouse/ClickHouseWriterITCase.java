package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.DeadLetters;
import io.isomer.clickhouse.client.JdbcClientConnection;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The writer while its server goes and comes. */
class ClickHouseWriterITCase {

  private static final String DATABASE = "writer";

  private final TestTable orders =
      TestTable.named("orders")
          .column("id", ColumnType.of(ColumnKind.INT32))
          .column("text", ColumnType.of(ColumnKind.STRING))
          .build();
  private final FakeTime time = new FakeTime();
  private final FakeMailbox mailbox = new FakeMailbox(time);
  private ClickHouseServer server;
  private ClickHouseWriter writer;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start();
    TestServer.createDatabase(server, DATABASE);
    server.execute(
        "CREATE TABLE writer.orders__versions (id Int32, text String, _version UInt128,"
            + " _is_deleted UInt8) ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id");
    writer = writer(TestServer.options(server, DATABASE).set(ClickHouseOptions.MAX_RETRIES, 3));
  }

  @AfterEach
  void stop() {
    writer.close();
    server.close();
  }

  private ClickHouseWriter writer(Configuration config) {
    ClickHouseOptions options =
        ClickHouseOptions.of(
            config
                .set(ClickHouseOptions.INITIAL_BACKOFF, Duration.ofMillis(100))
                .set(ClickHouseOptions.MAX_BACKOFF, Duration.ofSeconds(1)));
    SinkMetrics metrics = new SinkMetrics(UnregisteredMetricsGroup.createSinkWriterMetricGroup());
    return new ClickHouseWriter(
        options,
        (source, target) ->
            new TableWriter(
                target,
                options.schemaPolicy(source),
                DeadLetters.failing(),
                metrics,
                time::getCurrentProcessingTime),
        List.of(new JdbcClientConnection(options.connection())),
        Executors.newDirectExecutorService(),
        DeadLetters.failing(),
        time,
        mailbox,
        metrics);
  }

  @Test
  void retriesWhenTheServerWasDown() throws Exception {
    writer.write(orders.create(1, 1, "before"), null);
    writer.flush(false);
    server.kill();
    writer.write(orders.create(2, 2, "while down"), null);
    time.advance(FlushPacer.LINGER_MILLIS);
    time.advance(500);
    mailbox.runAll(); // fails and waits for its retry
    assertThat(time.timers()).isEqualTo(1);
    server.restart();
    writer.write(orders.create(3, 3, "after"), null);
    writer.flush(false);

    assertThat(server.query("SELECT id, text FROM writer.orders__versions FINAL ORDER BY id"))
        .isEqualTo("1\tbefore\n2\twhile down\n3\tafter");
  }

  @Test
  void waitsForAServerThatIsNotUpYet() throws Exception {
    server.kill();
    writer.write(orders.create(1, 1, "first"), null);
    time.advance(FlushPacer.LINGER_MILLIS);
    mailbox.runAll();
    server.restart();
    writer.flush(false);

    assertThat(server.query("SELECT text FROM writer.orders__versions")).isEqualTo("first");
  }

  @Test
  void givesUpWhenTheServerStaysDown() throws Exception {
    server.kill();
    writer.write(orders.create(1, 1, "a"), null);

    assertThatThrownBy(() -> writer.flush(false))
        .cause()
        .hasMessageContaining("gave up writing 1 changes of public.orders to jdbc:clickhouse:")
        .hasMessageContaining("after 3 retries");
  }

  @Test
  void failsAtOnceWithAWrongPassword() throws Exception {
    ClickHouseWriter other =
        writer(TestServer.options(server, DATABASE).set(ClickHouseOptions.PASSWORD, "wrong"));
    other.write(orders.create(1, 1, "a"), null);

    assertThatThrownBy(() -> other.flush(false)).hasMessageContaining("cannot write 1 changes");
    assertThat(time.timers()).isEqualTo(1); // the flush's own, no retry
    other.close();
  }

  @Test
  void failsAtOnceWithoutATable() throws Exception {
    server.execute("DROP TABLE writer.orders__versions");
    ClickHouseWriter other =
        writer(TestServer.options(server, DATABASE).set(ClickHouseOptions.CREATE_TABLES, false));
    other.write(orders.create(1, 1, "a"), null);

    assertThatThrownBy(() -> other.flush(false))
        .hasMessageContaining("cannot write 1 changes of public.orders")
        .hasMessageContaining("create it: CREATE TABLE");
    other.close();
  }
}

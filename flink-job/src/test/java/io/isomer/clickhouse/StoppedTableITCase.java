package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.clickhouse.table.MissingHelperException;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that does not fit its source puts its changes aside until somebody has made room. */
class StoppedTableITCase {

  private static final ColumnType INT32 = ColumnType.of(ColumnKind.INT32);
  private static final ColumnType TEXT = ColumnType.of(ColumnKind.STRING);
  private static final String MAKE_ROOM =
      "ALTER TABLE stopped.t__versions RENAME COLUMN a TO a__former";

  private final ClickHouseServer server = TestServer.get();
  private final TestTable former =
      TestTable.named("t").column("id", INT32).column("a", INT32).column("b", TEXT).build();
  private final TestTable now =
      TestTable.named("t").column("id", INT32).column("a", TEXT).column("b", TEXT).build();
  private final SinkMetrics metrics =
      new SinkMetrics(UnregisteredMetricsGroup.createSinkWriterMetricGroup());
  private final FakeTime time = new FakeTime();
  private FakeDeadLetters letters = FakeDeadLetters.accepting();
  private Connection connection;
  private DirectWriter executor;

  @BeforeEach
  void connect() throws IOException, SQLException {
    server.execute("DROP DATABASE IF EXISTS stopped");
    server.execute("CREATE DATABASE stopped");
    connection = TestServer.connect(server, "stopped");
    executor = executor();
  }

  private DirectWriter executor() throws SQLException {
    return executor("t__versions", SchemaPolicy.DEFAULT);
  }

  private DirectWriter executor(String target, SchemaPolicy policy) throws SQLException {
    DirectWriter other =
        new DirectWriter(
            connection, target, policy, letters, metrics, time::getCurrentProcessingTime);
    return other;
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private void write(ChangelogEvent... changes) throws SQLException {
    for (ChangelogEvent change : changes) {
      executor.add(change);
    }
    executor.flush();
  }

  private void advance() throws Exception {
    time.advance(TableCircuitBreaker.CHECK_AGAIN_MILLIS);
  }

  private String view() throws IOException {
    return server.query("SELECT id, a, b FROM stopped.t ORDER BY id");
  }

  @Test
  void itsChangesArePutAsideWithTheReason() throws Exception {
    ChangelogEvent unfit = now.create(5, 2, "text", "y");
    ChangelogEvent alike = former.update(3, 1, 11, "x");
    write(former.create(1, 1, 10, "x"));
    write(alike, unfit);

    assertThat(letters.added()).containsExactlyInAnyOrder(alike, unfit);
    assertThat(letters.rejection(0).table()).contains(now.schema().table());
    assertThat(letters.rejection(0).reason())
        .contains("column a of stopped.t__versions is of type Nullable(Int32)")
        .contains("the source's Nullable(String)")
        .contains("ALTER TABLE `stopped`.`t__versions` RENAME COLUMN `a` TO `a__former`");
    assertThat(metrics.stopped()).isEqualTo(1);
    assertThat(view()).isEqualTo("1\t10\tx");
  }

  @Test
  void itGoesOnByItselfOnceThereIsRoomAndTheReplayBringsInTheRest() throws Exception {
    write(former.create(1, 1, 10, "x"), former.create(1, 3, 30, "z"));
    write(now.update(5, 1, "five", "x"), now.create(6, 2, "six", "y"), now.delete(7, 3));
    server.execute(MAKE_ROOM);
    write(now.update(8, 2, "eight", "y"));
    assertThat(letters.added()).as("not looked at for each batch").hasSize(4);
    advance();
    write(now.create(9, 4, "nine", ""));
    assertThat(metrics.stopped()).isZero();
    assertThat(view()).isEqualTo("1\t\\N\tx\n3\t\\N\tz\n4\tnine\t");

    List<ChangelogEvent> replayed = List.copyOf(letters.added());
    for (int i = replayed.size() - 1; i >= 0; i--) { // in the worst of orders
      write(replayed.get(i));
    }
    assertThat(view()).isEqualTo("1\tfive\tx\n2\teight\ty\n4\tnine\t");
    assertThat(letters.added()).hasSize(4);
  }

  @Test
  void itIsLookedAtAtOnceWithANewSchema() throws Exception {
    TestTable wider =
        TestTable.named("t")
            .column("id", INT32)
            .column("a", TEXT)
            .column("b", TEXT)
            .column("c", TEXT)
            .build();
    write(former.create(1, 1, 10, "x"));
    write(now.create(5, 2, "text", "y"));
    server.execute(MAKE_ROOM);
    write(wider.create(6, 3, "text", "z", "new"));

    assertThat(metrics.stopped()).isZero();
    assertThat(view()).isEqualTo("1\t\\N\tx\n3\ttext\tz");
  }

  @Test
  void itStaysStoppedWhileThereIsNoRoom() throws Exception {
    write(former.create(1, 1, 10, "x"));
    for (int i = 0; i < 3; i++) {
      write(now.create(5 + i, 2, "text", "y"));
      advance();
    }

    assertThat(letters.added()).hasSize(3);
    assertThat(metrics.stopped()).isEqualTo(1);
  }

  @Test
  void aTruncationIsAppliedAllTheSame() throws Exception {
    write(former.create(1, 1, 10, "x"));
    write(now.create(5, 2, "text", "y"));
    write(now.truncate(6), now.create(7, 3, "text", "z"));

    assertThat(view()).isEmpty();
    server.execute(MAKE_ROOM);
    advance();
    write(letters.added().toArray(ChangelogEvent[]::new));
    assertThat(view()).isEqualTo("3\ttext\tz");
  }

  @Test
  void withoutDeadLettersTheBatchFails() throws Exception {
    letters = FakeDeadLetters.failing();
    executor = executor();
    write(former.create(1, 1, 10, "x"));

    assertThatThrownBy(() -> write(now.create(5, 2, "text", "y")))
        .isInstanceOf(UnfitTableException.class)
        .hasMessageContaining("RENAME COLUMN");
    assertThat(metrics.stopped()).isZero();
  }

  /** The first is too long for a file of its own, the last for one with more in its name. */
  @ParameterizedTest
  @ValueSource(ints = {30, 24, 22})
  void aTableWhoseNameIsTooLongForClickHouseStops(int times) throws Exception {
    executor = executor("t" + "__versions".repeat(times), SchemaPolicy.DEFAULT);
    ChangelogEvent change = former.create(1, 1, 10, "x");
    write(change);

    assertThat(letters.added()).containsExactly(change);
    assertThat(letters.rejection(0).reason())
        .contains("public.t", "t__versions__versions", "has " + (1 + 10 * times) + " bytes")
        .contains("clickhouse.table-template", "target");
    assertThat(metrics.stopped()).isEqualTo(1);
  }

  @Test
  void aTableWhoseViewsNameIsTooLongForClickHouseStops() throws Exception {
    executor = executor("t__versions", new SchemaPolicy(true, "{table}" + "_now".repeat(75)));
    ChangelogEvent change = former.create(1, 1, 10, "x");
    write(change);

    assertThat(letters.added()).containsExactly(change);
    assertThat(letters.rejection(0).reason())
        .contains("public.t", "t_now_now", "has 301 bytes")
        .contains("clickhouse.view-template", "view");
  }

  @Test
  void aHelperTableThatIsMissingIsNotOneTablesMatter() throws Exception {
    DirectWriter other =
        new DirectWriter(connection, "t__versions", new SchemaPolicy(false, "{table}"), letters);
    other.add(former.create(1, 1, 10, "x"));

    assertThatThrownBy(other::flush).isInstanceOf(MissingHelperException.class);
    assertThat(letters.added()).isEmpty();
  }
}

package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.RowVersion;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which initial snapshots a table takes, and what it shows then. */
class SnapshotAdmissionITCase {

  private static final String TARGET = "t__versions";

  private final ClickHouseServer server = TestServer.get();
  private final TestTable table =
      TestTable.named("t")
          .column("id", ColumnType.of(ColumnKind.INT32))
          .column("v", ColumnType.of(ColumnKind.STRING))
          .build();
  private final SinkMetrics metrics =
      new SinkMetrics(UnregisteredMetricsGroup.createSinkWriterMetricGroup());
  private final FakeTime time = new FakeTime();
  private final List<Connection> connections = new ArrayList<>();
  private FakeDeadLetters letters = FakeDeadLetters.accepting();
  private DirectWriter writer;

  @BeforeEach
  void start() throws IOException, SQLException {
    server.execute("DROP DATABASE IF EXISTS gate");
    server.execute("CREATE DATABASE gate");
    writer = writer();
  }

  @AfterEach
  void disconnect() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }

  /** Another subtask, or the same one after a failure. */
  private DirectWriter writer() throws SQLException {
    Connection connection = TestServer.connect(server, "gate");
    connections.add(connection);
    return new DirectWriter(
        connection, TARGET, SchemaPolicy.DEFAULT, letters, metrics, time::getCurrentProcessingTime);
  }

  private void write(ChangelogEvent... changes) throws SQLException {
    write(writer, changes);
  }

  private static void write(DirectWriter writer, ChangelogEvent... changes) throws SQLException {
    for (ChangelogEvent change : changes) {
      writer.add(change);
    }
    writer.flush();
  }

  private String view() throws IOException {
    return server.query("SELECT id, v FROM gate.t ORDER BY id");
  }

  private void resynced(long position) throws IOException {
    raiseFloor(TARGET, RowVersion.of(0, position, 0));
  }

  private void raiseFloor(String name, RowVersion floor) throws IOException {
    server.execute("INSERT INTO gate.isomer_truncations VALUES ('%s', %s)".formatted(name, floor));
  }

  @Test
  void anInterruptedSnapshotLeavesNoGhost() throws Exception {
    write(table.read(800, 1, "deleted before it began anew"), table.read(800, 2, "kept"));
    write(table.read(1600, 2, "kept, read anew"), table.read(1600, 3, "new"));
    write(table.update(2400, 3, "changed"));

    assertThat(view()).isEqualTo("2\tkept, read anew\n3\tchanged");
    assertThat(letters.added()).isEmpty();
  }

  @Test
  void withinOneBatchTheLaterSnapshotCounts() throws Exception {
    write(
        table.read(800, 1, "deleted before it began anew"),
        table.read(1600, 2, "kept"),
        table.read(800, 2, "late, of the other partition"));

    assertThat(view()).isEqualTo("2\tkept");
  }

  @Test
  void aSnapshotOverOlderStreamedRowsStopsTheTable() throws Exception {
    write(table.read(800, 1, "one"), table.create(1608, 2, "two"), table.create(1600, 3, "three"));
    ChangelogEvent row = table.read(4000, 2, "two, changed in the gap");
    ChangelogEvent next = table.create(4800, 4, "four");
    write(row);
    write(next);

    assertThat(letters.added()).containsExactly(row, next);
    assertThat(letters.rejection(0).reason())
        .isEqualTo(
            "An initial snapshot of public.t at 0/FA0 has come, and t__versions has changes from"
                + " before it, up to 0/648. What happened between the two may be lost, so nothing"
                + " of the snapshot is written. Run ./isomer resync public.t");
    assertThat(metrics.stopped()).isEqualTo(1);
    assertThat(view()).isEqualTo("1\tone\n2\ttwo\n3\tthree");
  }

  @Test
  void itStaysStoppedThroughLaterChangesUntilItIsRebuilt() throws Exception {
    write(table.read(800, 1, "one"), table.create(1600, 2, "two"));
    write(table.read(4000, 2, "two"));
    for (int i = 0; i < 3; i++) {
      time.advance(TableCircuitBreaker.CHECK_AGAIN_MILLIS);
      write(table.create(4800 + 80 * i, 4 + i, "later"));
    }
    assertThat(letters.added()).hasSize(4);
    assertThat(metrics.stopped()).isEqualTo(1);

    resynced(8000);
    time.advance(TableCircuitBreaker.CHECK_AGAIN_MILLIS);
    write(table.create(8800, 9, "nine"));
    write(letters.added().toArray(ChangelogEvent[]::new)); // the replay
    assertThat(metrics.stopped()).isZero();
    assertThat(letters.added()).hasSize(4);
    assertThat(view()).as("rows of the rebuilt copy's version are not here").isEqualTo("9\tnine");
  }

  @Test
  void theTableGoesOnAsSoonAsACopyIsBeingBuilt() throws Exception {
    write(table.read(800, 1, "one"), table.create(1600, 2, "two"));
    write(table.read(4000, 2, "two"));

    raiseFloor(TARGET + NameTemplate.REBUILT_SUFFIX, RowVersion.of(0, 8000, 0));
    time.advance(TableCircuitBreaker.CHECK_AGAIN_MILLIS);
    write(table.create(8800, 9, "nine"));
    assertThat(metrics.stopped()).isZero();
    assertThat(view()).as("readers see the old copy").isEqualTo("1\tone\n2\ttwo\n9\tnine");
  }

  @Test
  void aCopyThatWasRebuiltBeforeTheSnapshotIsNoReasonToGoOn() throws Exception {
    write(table.read(800, 1, "one"));
    resynced(3200);
    write(table.read(4000, 2, "two"));

    assertThat(letters.rejection(0).reason()).contains("up to 0/C80");
  }

  @Test
  void aTruncationFromBeforeTheSnapshotStopsTheTable() throws Exception {
    write(table.read(800, 1, "one"));
    write(table.truncate(1600));
    write(table.read(4000, 2, "two"));

    assertThat(letters.rejection(0).reason()).contains("up to 0/640");
    assertThat(view()).isEmpty();
  }

  @Test
  void aTruncationBehindTheSnapshotIsNone() throws Exception {
    write(table.read(800, 1, "one"), table.create(1600, 2, "two"));
    write(table.truncate(4800));
    write(writer(), table.read(800, 1, "one"), table.create(5600, 3, "three"));

    assertThat(view()).isEqualTo("3\tthree");
    assertThat(letters.added()).isEmpty();
  }

  @Test
  void anAcceptedSnapshotMayBeReadAgainAfterStreamedChanges() throws Exception {
    ChangelogEvent[] snapshot = {table.read(800, 1, "one"), table.read(800, 2, "two")};
    ChangelogEvent inFlight = table.update(720, 1, "logged before, committed behind");
    write(snapshot);
    write(inFlight, table.delete(1600, 2));
    write(writer(), snapshot);
    write(writer(), table.read(800, 3, "three, which came to another writer"));

    assertThat(view())
        .isEqualTo("1\tlogged before, committed behind\n3\tthree, which came to another writer");
    assertThat(letters.added()).isEmpty();
  }

  @Test
  void aSnapshotInTheNextEpochHidesAllOfTheFormer() throws Exception {
    write(table.read(4000, 1, "ghost"), table.create(4800, 2, "wrong"));
    table.epoch(1);
    write(table.read(80, 2, "right"), table.create(160, 3, "new"));

    assertThat(view()).isEqualTo("2\tright\n3\tnew");
    assertThat(letters.added()).isEmpty();
  }

  @Test
  void aTableThatIsNotThereYetIsCreated() throws Exception {
    write(table.read(800, 1, "one"));

    assertThat(view()).isEqualTo("1\tone");
    assertThat(
            server.query(
                "SELECT max(floor) FROM gate.isomer_truncations WHERE table_name = 't__versions'"))
        .isEqualTo("800");
  }

  @Test
  void clickHouseIsAskedOnceForASnapshot() throws Exception {
    write(table.read(800, 1, "one"));
    server.execute("DROP TABLE gate.isomer_truncations SYNC");
    write(table.read(800, 2, "two"), table.create(1600, 3, "three"));

    assertThat(server.query("SELECT count() FROM gate.t__versions FINAL")).isEqualTo("3");
    assertThat(server.query("EXISTS TABLE gate.isomer_truncations")).isEqualTo("0");
  }

  @Test
  void withoutDeadLettersTheBatchFails() throws Exception {
    letters = FakeDeadLetters.failing();
    write(table.create(1600, 1, "one"));

    assertThatThrownBy(() -> write(writer(), table.read(4000, 1, "one")))
        .isInstanceOf(UnfitTableException.class)
        .hasMessageContaining("Run ./isomer resync public.t");
    assertThat(view()).isEqualTo("1\tone");
  }
}

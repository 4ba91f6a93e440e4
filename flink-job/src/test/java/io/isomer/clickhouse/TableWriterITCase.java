package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.targetformat.ViewDdl;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableWriterITCase {

  private static final String DATABASE = "executor";

  private final ClickHouseServer server = TestServer.get();
  private final TestTable orders =
      TestTable.named("orders")
          .column("id", ColumnType.of(ColumnKind.INT64))
          .required("status", ColumnType.of(ColumnKind.STRING))
          .column("note", ColumnType.of(ColumnKind.STRING))
          .build();
  private final FakeDeadLetters deadLetters = FakeDeadLetters.accepting();
  private Connection connection;
  private DirectWriter executor;

  @BeforeEach
  void connect() throws IOException, SQLException {
    TestServer.createDatabase(server, DATABASE);
    server.execute(
        "CREATE TABLE executor.orders__versions (note Nullable(String), status String, id Int64,"
            + " written_at DateTime DEFAULT now(), _version UInt128, _is_deleted UInt8)"
            + " ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id");
    server.execute(
        ViewDdl.create(
            DATABASE,
            "orders",
            ViewDdl.select(DATABASE, "orders__versions", List.of("id", "status", "note"))));
    connection = TestServer.connect(server, DATABASE);
    executor = new DirectWriter(connection, "orders__versions", deadLetters);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private String rows() throws IOException {
    return server.query("SELECT id, status, note FROM executor.orders ORDER BY id");
  }

  @Test
  void writesColumnsInAnotherOrderThanTheTables() throws Exception {
    for (int i = 0; i < 1000; i++) {
      executor.add(orders.create(i + 1, i, "status " + i, "note " + i));
    }
    executor.flush();

    assertThat(
            server.query(
                "SELECT count(), countIf(status = 'status ' || toString(id) AND note = 'note ' ||"
                    + " toString(id)), min(written_at) > '2020-01-01' FROM executor.orders__versions"))
        .isEqualTo("1000\t1000\t1");
  }

  @Test
  void keepsTheLastChangeOfEachKey() throws Exception {
    executor.add(orders.create(1, 1, "new", null));
    executor.add(orders.update(3, 1, "paid", ""));
    executor.add(orders.update(2, 1, "late", ""));
    executor.add(orders.create(4, 2, "new", "x"));
    executor.add(orders.update(4, 2, "same version, later", "x"));
    executor.flush();

    assertThat(rows()).isEqualTo("1\tpaid\t\n2\tsame version, later\tx");
    assertThat(server.query("SELECT count() FROM executor.orders__versions")).isEqualTo("2");
  }

  @Test
  void deletes() throws Exception {
    executor.add(orders.create(1, 1, "new", null));
    executor.add(orders.create(1, 2, "new", null));
    executor.flush();
    executor.add(orders.delete(2, 1));
    executor.flush();

    assertThat(rows()).isEqualTo("2\tnew\t\\N");
  }

  @Test
  void truncatesWhateverIsWrittenFirst() throws Exception {
    executor.add(orders.create(1, 1, "before", null));
    executor.add(orders.create(7, 7, "after", null));
    executor.add(orders.truncate(5));
    executor.flush();
    executor.add(orders.create(3, 3, "before, but late", null));
    executor.add(orders.create(5, 5, "of the truncation's own version", null));
    executor.flush();

    assertThat(rows()).isEqualTo("7\tafter\t\\N");
  }

  @Test
  void followsTheSourcesShapeWithinABatch() throws Exception {
    TestTable wider =
        TestTable.named("orders")
            .column("id", ColumnType.of(ColumnKind.INT64))
            .column("status", ColumnType.of(ColumnKind.STRING))
            .column("note", ColumnType.of(ColumnKind.STRING))
            .column("total", ColumnType.decimal(10, 2))
            .build();
    executor.add(orders.create(1, 1, "old shape", "kept"));
    executor.flush();
    executor.add(orders.create(2, 2, "old shape", null));
    executor.add(wider.update(3, 1, "new shape", TestTable.UNAVAILABLE, "1.50"));
    executor.flush();

    assertThat(
            server.query(
                "SELECT id, status, note, total FROM executor.orders__versions FINAL ORDER BY id"))
        .isEqualTo("1\tnew shape\tkept\t1.5\n2\told shape\t\\N\t\\N");
  }

  @Test
  void saysHowToCreateTheTableOfTruncations() throws Exception {
    server.execute("DROP TABLE executor.isomer_truncations");
    executor =
        new DirectWriter(
            connection,
            "orders__versions",
            new SchemaPolicy(false, "{table}"),
            DeadLetters.failing());
    executor.add(orders.truncate(5));

    assertThatThrownBy(() -> executor.flush())
        .isInstanceOf(UnfitTableException.class)
        .hasMessageContaining("CREATE TABLE IF NOT EXISTS isomer_truncations");
  }

  @Test
  void fillsUnsentValuesFromTheBuffer() throws Exception {
    executor.add(orders.create(1, 1, "new", "big text"));
    executor.add(orders.update(2, 1, "paid", TestTable.UNAVAILABLE));
    executor.add(orders.update(3, 1, "sent", TestTable.UNAVAILABLE));
    executor.flush();

    assertThat(rows()).isEqualTo("1\tsent\tbig text");
  }

  @Test
  void fillsUnsentValuesFromClickHouse() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      executor.add(orders.create(1, i, "new", i % 2 == 0 ? "big text " + i : null));
    }
    executor.flush();
    for (int i = 0; i < 20_000; i++) {
      executor.add(orders.update(2, i, "paid", TestTable.UNAVAILABLE));
    }
    executor.flush();

    assertThat(
            server.query(
                "SELECT count(), countIf(status = 'paid'), countIf(note = 'big text ' ||"
                    + " toString(id)), countIf(note IS NULL) FROM executor.orders"))
        .isEqualTo("20000\t20000\t10000\t10000");
  }

  @Test
  void ofEqualVersionsTheOneThatFinalShowsIsTaken() throws Exception {
    server.execute("SYSTEM STOP MERGES executor.orders__versions");
    for (int i = 0; i < 12; i++) { // more parts than digits, which must not be compared as text
      executor.add(orders.update(2, 1, "new", "big text " + i));
      executor.flush();
    }
    assertThat(rows()).isEqualTo("1\tnew\tbig text 11");
    executor.add(orders.update(3, 1, "paid", TestTable.UNAVAILABLE));
    executor.flush();

    assertThat(rows()).isEqualTo("1\tpaid\tbig text 11");
  }

  @Test
  void leavesOutAReplayedUpdateOfARowDeletedSince() throws Exception {
    executor.add(orders.delete(9, 1));
    executor.flush();
    executor.add(orders.update(2, 1, "old", TestTable.UNAVAILABLE));
    executor.flush();

    assertThat(rows()).isEmpty();
  }

  @Test
  void refusesAnUnsentValueThatIsNowhere() throws Exception {
    DirectWriter executor =
        new DirectWriter(connection, "orders__versions", FakeDeadLetters.failing());
    executor.add(orders.update(2, 1, "paid", TestTable.UNAVAILABLE));

    assertThatThrownBy(() -> executor.flush())
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("column note of executor.orders__versions")
        .hasMessageContaining("REPLICA IDENTITY FULL")
        .hasMessageContaining("pg.public.orders-0@0");
  }

  @Test
  void aChangeThatDoesNotFitLeavesTheRowAsItWas() throws Exception {
    ChangelogEvent unfit = orders.update(3, 1, null, "status is not Nullable");
    executor.add(orders.create(1, 1, "new", "a"));
    executor.add(orders.update(2, 1, "paid", "b"));
    executor.add(unfit);
    executor.add(orders.create(4, 2, "new", "c"));
    executor.flush();

    assertThat(rows()).isEqualTo("1\tpaid\tb\n2\tnew\tc");
    assertThat(deadLetters.added()).containsExactly(unfit);
    assertThat(deadLetters.rejection(0).table()).contains(new TableId("public", "orders"));
    assertThat(deadLetters.rejection(0).column()).contains("status");
    assertThat(deadLetters.rejection(0).reason()).contains("cannot hold NULL");
  }

  @Test
  void aLaterChangeThatFitsPassesOneThatDoesNot() throws Exception {
    executor.add(orders.update(2, 1, null, "big text"));
    executor.add(orders.update(3, 1, "paid", TestTable.UNAVAILABLE));
    executor.flush();

    assertThat(rows()).isEqualTo("1\tpaid\tbig text");
    assertThat(deadLetters.added()).isEmpty();
  }

  @Test
  void anUnsentValueThatIsNowhereConcernsItsRowOnly() throws Exception {
    ChangelogEvent lost = orders.update(2, 1, "paid", TestTable.UNAVAILABLE);
    ChangelogEvent unfit = orders.update(1, 1, null, "older, and no better");
    executor.add(unfit);
    executor.add(orders.delete(1, 1));
    executor.add(lost);
    executor.add(orders.create(1, 2, "new", null));
    executor.flush();

    assertThat(rows()).isEqualTo("2\tnew\t\\N");
    assertThat(deadLetters.added()).containsExactly(lost);
  }

  @Test
  void aReplayedChangeDoesNotUndoANewerOne() throws Exception {
    executor.add(orders.create(1, 1, "new", null));
    executor.add(orders.update(3, 1, "newest", null));
    executor.flush();
    executor.add(orders.update(2, 1, "replayed", null));
    executor.flush();

    assertThat(rows()).isEqualTo("1\tnewest\t\\N");
  }

  @Test
  void theViewUsesThePrimaryKey() throws Exception {
    for (int i = 0; i < 100_000; i++) {
      executor.add(orders.create(1, i, "new", null));
    }
    executor.flush();

    String plan = server.query("EXPLAIN indexes = 1 SELECT * FROM executor.orders WHERE id = 77");
    assertThat(plan).contains("PrimaryKey").contains("id in [77, 77]").contains("Granules: 1/");
    assertThat(server.query("SELECT count() FROM executor.orders WHERE id = 77")).isEqualTo("1");
  }
}

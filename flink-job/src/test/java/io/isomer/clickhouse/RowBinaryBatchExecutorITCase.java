package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.client.ClientInserter;
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

class RowBinaryBatchExecutorITCase {

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
  private RowBinaryBatchExecutor executor;

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
    executor = new RowBinaryBatchExecutor("orders__versions", deadLetters);
    executor.prepareStatements(connection);
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
      executor.addToBatch(orders.create(i + 1, i, "status " + i, "note " + i));
    }
    executor.executeBatch();

    assertThat(
            server.query(
                "SELECT count(), countIf(status = 'status ' || toString(id) AND note = 'note ' ||"
                    + " toString(id)), min(written_at) > '2020-01-01' FROM executor.orders__versions"))
        .isEqualTo("1000\t1000\t1");
  }

  @Test
  void keepsTheLastChangeOfEachKey() throws Exception {
    executor.addToBatch(orders.create(1, 1, "new", null));
    executor.addToBatch(orders.update(3, 1, "paid", ""));
    executor.addToBatch(orders.update(2, 1, "late", ""));
    executor.addToBatch(orders.create(4, 2, "new", "x"));
    executor.addToBatch(orders.update(4, 2, "same version, later", "x"));
    executor.executeBatch();

    assertThat(rows()).isEqualTo("1\tpaid\t\n2\tsame version, later\tx");
    assertThat(server.query("SELECT count() FROM executor.orders__versions")).isEqualTo("2");
  }

  @Test
  void deletes() throws Exception {
    executor.addToBatch(orders.create(1, 1, "new", null));
    executor.addToBatch(orders.create(1, 2, "new", null));
    executor.executeBatch();
    executor.addToBatch(orders.delete(2, 1));
    executor.executeBatch();

    assertThat(rows()).isEqualTo("2\tnew\t\\N");
  }

  @Test
  void truncatesWhateverIsWrittenFirst() throws Exception {
    executor.addToBatch(orders.create(1, 1, "before", null));
    executor.addToBatch(orders.create(7, 7, "after", null));
    executor.addToBatch(orders.truncate(5));
    executor.executeBatch();
    executor.addToBatch(orders.create(3, 3, "before, but late", null));
    executor.addToBatch(orders.create(5, 5, "of the truncation's own version", null));
    executor.executeBatch();

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
    executor.addToBatch(orders.create(1, 1, "old shape", "kept"));
    executor.executeBatch();
    executor.addToBatch(orders.create(2, 2, "old shape", null));
    executor.addToBatch(wider.update(3, 1, "new shape", TestTable.UNAVAILABLE, "1.50"));
    executor.executeBatch();

    assertThat(
            server.query(
                "SELECT id, status, note, total FROM executor.orders__versions FINAL ORDER BY id"))
        .isEqualTo("1\tnew shape\tkept\t1.5\n2\told shape\t\\N\t\\N");
  }

  @Test
  void saysHowToCreateTheTableOfTruncations() throws Exception {
    server.execute("DROP TABLE executor.isomer_truncations");
    executor =
        new RowBinaryBatchExecutor(
            "orders__versions",
            new SchemaPolicy(false, "{table}"),
            DeadLetters.failing(),
            ClientInserter::new);
    executor.prepareStatements(connection);
    executor.addToBatch(orders.truncate(5));

    assertThatThrownBy(() -> executor.executeBatch())
        .isInstanceOf(UnfitTableException.class)
        .hasMessageContaining("CREATE TABLE IF NOT EXISTS isomer_truncations");
  }

  @Test
  void fillsUnsentValuesFromTheBuffer() throws Exception {
    executor.addToBatch(orders.create(1, 1, "new", "big text"));
    executor.addToBatch(orders.update(2, 1, "paid", TestTable.UNAVAILABLE));
    executor.addToBatch(orders.update(3, 1, "sent", TestTable.UNAVAILABLE));
    executor.executeBatch();

    assertThat(rows()).isEqualTo("1\tsent\tbig text");
  }

  @Test
  void fillsUnsentValuesFromClickHouse() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      executor.addToBatch(orders.create(1, i, "new", i % 2 == 0 ? "big text " + i : null));
    }
    executor.executeBatch();
    for (int i = 0; i < 20_000; i++) {
      executor.addToBatch(orders.update(2, i, "paid", TestTable.UNAVAILABLE));
    }
    executor.executeBatch();

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
      executor.addToBatch(orders.update(2, 1, "new", "big text " + i));
      executor.executeBatch();
    }
    assertThat(rows()).isEqualTo("1\tnew\tbig text 11");
    executor.addToBatch(orders.update(3, 1, "paid", TestTable.UNAVAILABLE));
    executor.executeBatch();

    assertThat(rows()).isEqualTo("1\tpaid\tbig text 11");
  }

  @Test
  void leavesOutAReplayedUpdateOfARowDeletedSince() throws Exception {
    executor.addToBatch(orders.delete(9, 1));
    executor.executeBatch();
    executor.addToBatch(orders.update(2, 1, "old", TestTable.UNAVAILABLE));
    executor.executeBatch();

    assertThat(rows()).isEmpty();
  }

  @Test
  void refusesAnUnsentValueThatIsNowhere() throws Exception {
    RowBinaryBatchExecutor executor =
        new RowBinaryBatchExecutor("orders__versions", FakeDeadLetters.failing());
    executor.prepareStatements(connection);
    executor.addToBatch(orders.update(2, 1, "paid", TestTable.UNAVAILABLE));

    assertThatThrownBy(() -> executor.executeBatch())
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("column note of executor.orders__versions")
        .hasMessageContaining("REPLICA IDENTITY FULL")
        .hasMessageContaining("pg.public.orders-0@0");
  }

  @Test
  void aChangeThatDoesNotFitLeavesTheRowAsItWas() throws Exception {
    ChangelogEvent unfit = orders.update(3, 1, null, "status is not Nullable");
    executor.addToBatch(orders.create(1, 1, "new", "a"));
    executor.addToBatch(orders.update(2, 1, "paid", "b"));
    executor.addToBatch(unfit);
    executor.addToBatch(orders.create(4, 2, "new", "c"));
    executor.executeBatch();

    assertThat(rows()).isEqualTo("1\tpaid\tb\n2\tnew\tc");
    assertThat(deadLetters.added()).containsExactly(unfit);
    assertThat(deadLetters.rejection(0).table()).contains(new TableId("public", "orders"));
    assertThat(deadLetters.rejection(0).column()).contains("status");
    assertThat(deadLetters.rejection(0).reason()).contains("cannot hold NULL");
  }

  @Test
  void aLaterChangeThatFitsPassesOneThatDoesNot() throws Exception {
    executor.addToBatch(orders.update(2, 1, null, "big text"));
    executor.addToBatch(orders.update(3, 1, "paid", TestTable.UNAVAILABLE));
    executor.executeBatch();

    assertThat(rows()).isEqualTo("1\tpaid\tbig text");
    assertThat(deadLetters.added()).isEmpty();
  }

  @Test
  void anUnsentValueThatIsNowhereConcernsItsRowOnly() throws Exception {
    ChangelogEvent lost = orders.update(2, 1, "paid", TestTable.UNAVAILABLE);
    ChangelogEvent unfit = orders.update(1, 1, null, "older, and no better");
    executor.addToBatch(unfit);
    executor.addToBatch(orders.delete(1, 1));
    executor.addToBatch(lost);
    executor.addToBatch(orders.create(1, 2, "new", null));
    executor.executeBatch();

    assertThat(rows()).isEqualTo("2\tnew\t\\N");
    assertThat(deadLetters.added()).containsExactly(lost);
  }

  @Test
  void aReplayedChangeDoesNotUndoANewerOne() throws Exception {
    executor.addToBatch(orders.create(1, 1, "new", null));
    executor.addToBatch(orders.update(3, 1, "newest", null));
    executor.executeBatch();
    executor.addToBatch(orders.update(2, 1, "replayed", null));
    executor.executeBatch();

    assertThat(rows()).isEqualTo("1\tnewest\t\\N");
  }

  @Test
  void theViewUsesThePrimaryKey() throws Exception {
    for (int i = 0; i < 100_000; i++) {
      executor.addToBatch(orders.create(1, i, "new", null));
    }
    executor.executeBatch();

    String plan = server.query("EXPLAIN indexes = 1 SELECT * FROM executor.orders WHERE id = 77");
    assertThat(plan).contains("PrimaryKey").contains("id in [77, 77]").contains("Granules: 1/");
    assertThat(server.query("SELECT count() FROM executor.orders WHERE id = 77")).isEqualTo("1");
  }
}

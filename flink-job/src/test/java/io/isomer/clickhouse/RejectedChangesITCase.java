package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.Operation;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Values that PostgreSQL did not send again, while a change that may have set them is among the
 * dead letters. {@code status} is not Nullable in ClickHouse until it is altered: a NULL in it is
 * rejected.
 */
class RejectedChangesITCase {

  private static final Object UNSENT = TestTable.UNAVAILABLE;

  private final ClickHouseServer server = TestServer.get();
  private final TestTable orders =
      TestTable.named("orders")
          .column("id", ColumnType.of(ColumnKind.INT64))
          .required("status", ColumnType.of(ColumnKind.STRING))
          .column("note", ColumnType.of(ColumnKind.STRING))
          .build();
  private final FakeDeadLetters letters = FakeDeadLetters.accepting();
  private Connection connection;
  private DirectWriter executor;

  @BeforeEach
  void connect() throws IOException, SQLException {
    server.execute("DROP DATABASE IF EXISTS rejected");
    server.execute("CREATE DATABASE rejected");
    server.execute(
        "CREATE TABLE rejected.orders__versions (id Int64, status String, note Nullable(String),"
            + " _version UInt128, _is_deleted UInt8)"
            + " ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id");
    connection = TestServer.connect(server, "rejected");
    restart();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private void restart() throws SQLException {
    executor = new DirectWriter(connection, "orders__versions", letters);
  }

  private void write(ChangelogEvent... changes) throws SQLException {
    for (ChangelogEvent change : changes) {
      executor.add(change);
    }
    executor.flush();
  }

  private void makeRoom() throws Exception {
    server.execute("ALTER TABLE rejected.orders__versions MODIFY COLUMN status Nullable(String)");
    restart();
  }

  private String rows() throws IOException {
    return server.query("SELECT id, status, note FROM rejected.orders__versions FINAL ORDER BY id");
  }

  private List<ChangelogEvent> newLetters(int known) {
    return new ArrayList<>(letters.added().subList(known, letters.added().size()));
  }

  @Test
  void anUnsentValueIsNotFilledPastARejectedChange() throws Exception {
    ChangelogEvent rejected = orders.update(2, 1, null, "big 2");
    ChangelogEvent later = orders.update(3, 1, "paid", UNSENT);
    write(orders.create(1, 1, "new", "big 1"), orders.create(1, 2, "new", "other"));
    write(rejected);
    write(later, orders.update(3, 2, "paid", UNSENT));

    assertThat(rows()).isEqualTo("1\tnew\tbig 1\n2\tpaid\tother");
    assertThat(letters.added()).containsExactly(rejected, later);
    assertThat(letters.rejection(1).reason())
        .contains("column note of rejected.orders__versions")
        .contains("the row's older change pg.public.orders-0@0 is a dead letter")
        .contains("replay that one first");
  }

  @Test
  void anotherWriterKnowsWhatWasRejected() throws Exception {
    write(orders.create(1, 1, "new", "big 1"));
    write(orders.update(2, 1, null, "big 2"));
    restart();
    write(orders.update(3, 1, "paid", UNSENT));

    assertThat(rows()).isEqualTo("1\tnew\tbig 1");
    assertThat(letters.added()).hasSize(2);
  }

  @Test
  void theReplayEndsRightInOrderAndInTheWrongOrder() throws Exception {
    ChangelogEvent rejected = orders.update(2, 1, null, "big 2");
    ChangelogEvent later = orders.update(3, 1, "paid", UNSENT);
    ChangelogEvent last = orders.update(4, 1, "sent", UNSENT);
    write(orders.create(1, 1, "new", "big 1"));
    write(rejected);
    write(later);
    write(last);
    assertThat(letters.added()).containsExactly(rejected, later, last);
    makeRoom();

    write(last);
    write(later);
    assertThat(newLetters(3)).as("rejected again").containsExactly(last, later);
    write(rejected);
    assertThat(rows()).isEqualTo("1\t\\N\tbig 2");
    write(last);
    assertThat(newLetters(5)).as("the one between is missing yet").containsExactly(last);
    write(later);
    write(last);
    assertThat(rows()).isEqualTo("1\tsent\tbig 2");
    assertThat(letters.added()).hasSize(6);
    write(orders.update(9, 1, "done", UNSENT));
    assertThat(rows()).isEqualTo("1\tdone\tbig 2");
  }

  @Test
  void theReplayOfAllInOneBatchEndsRight() throws Exception {
    write(orders.create(1, 1, "new", "big 1"));
    write(orders.update(2, 1, null, "big 2"));
    write(orders.update(3, 1, "paid", UNSENT));
    makeRoom();
    List<ChangelogEvent> replayed = newLetters(0);
    write(replayed.get(1), replayed.get(0));

    assertThat(rows()).isEqualTo("1\tpaid\tbig 2");
    assertThat(letters.added()).hasSize(2);
  }

  @Test
  void aReplayedPairIsNotFilledPastTheChangeThatIsMissingBetween() throws Exception {
    ChangelogEvent first = orders.update(2, 1, null, "big 2");
    ChangelogEvent missing = orders.update(3, 1, null, "big 3");
    ChangelogEvent last = orders.update(4, 1, "sent", UNSENT);
    write(orders.create(1, 1, "new", "big 1"));
    write(first);
    write(missing);
    write(last);
    makeRoom();
    write(first, last);

    assertThat(rows()).isEqualTo("1\t\\N\tbig 2");
    assertThat(newLetters(3)).containsExactly(last);
    write(missing);
    write(last);
    assertThat(rows()).isEqualTo("1\tsent\tbig 3");
  }

  @Test
  void aNewerChangeThatHasAllValuesSettlesIt() throws Exception {
    write(orders.create(1, 1, "new", "big 1"));
    write(orders.update(2, 1, null, "big 2"));
    write(orders.update(3, 1, "paid", "big 3"));
    write(orders.update(4, 1, "sent", UNSENT));

    assertThat(rows()).isEqualTo("1\tsent\tbig 3");
    assertThat(letters.added()).hasSize(1);
  }

  @Test
  void whatTheDecoderHasPutAsideCountsAsWell() throws Exception {
    write(orders.create(1, 1, "new", "big 1"), orders.create(1, 2, "new", "big 1"));
    write(orders.event(Operation.REJECTED, 2, 1));
    ChangelogEvent later = orders.update(3, 1, "paid", UNSENT);
    ChangelogEvent sameBatch = orders.update(3, 2, "paid", UNSENT);
    write(later, orders.event(Operation.REJECTED, 2, 2), sameBatch);

    assertThat(rows()).isEqualTo("1\tnew\tbig 1\n2\tnew\tbig 1");
    assertThat(letters.added()).containsExactly(later, sameBatch);
    write(orders.update(2, 1, "fits now", "big 2"), orders.update(2, 2, "fits now", "big 2"));
    write(later, sameBatch);
    assertThat(rows()).isEqualTo("1\tpaid\tbig 2\n2\tpaid\tbig 2");
  }

  @Test
  void whatAStoppedTableHasPutAsideCountsAsWell() throws Exception {
    TestTable retyped =
        TestTable.named("orders")
            .column("id", ColumnType.of(ColumnKind.INT64))
            .column("status", ColumnType.of(ColumnKind.INT32))
            .column("note", ColumnType.of(ColumnKind.STRING))
            .build();
    write(orders.create(1, 1, "new", "big 1"));
    write(retyped.update(2, 1, 7, "big 2"));
    write(retyped.update(3, 1, 8, UNSENT));
    List<ChangelogEvent> stopped = newLetters(0);
    server.execute("ALTER TABLE rejected.orders__versions RENAME COLUMN status TO status__former");
    restart();
    write(retyped.update(4, 1, 9, UNSENT));

    assertThat(server.query("SELECT note FROM rejected.orders__versions FINAL")).isEqualTo("big 1");
    for (ChangelogEvent letter : stopped) {
      write(letter);
    }
    write(newLetters(2).get(0));
    assertThat(rows()).isEqualTo("1\t9\tbig 2");
    assertThat(letters.added()).hasSize(3);
  }

  @Test
  void manyRowsAreAskedForAtOnce() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      executor.add(orders.create(1, i, "new", "big 1"));
    }
    executor.flush();
    for (int i = 0; i < 20_000; i += 2) {
      executor.add(orders.update(2, i, null, "big 2"));
    }
    executor.flush();
    for (int i = 0; i < 20_000; i++) {
      executor.add(orders.update(3, i, "paid", UNSENT));
    }
    executor.flush();

    assertThat(letters.added()).hasSize(20_000);
    assertThat(
            server.query(
                "SELECT status, note, count(), sum(id % 2) FROM rejected.orders__versions FINAL"
                    + " GROUP BY ALL ORDER BY ALL"))
        .isEqualTo("new\tbig 1\t10000\t0\npaid\tbig 1\t10000\t10000");
  }
}

package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.DeadLetters;
import io.isomer.clickhouse.schema.SchemaLog;
import io.isomer.clickhouse.schema.SchemaVersion;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.targetformat.RowVersion;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schema changes of a source, as its changes' schemas show them, against the real engine. */
class SchemaFollowerITCase {

  private static final String DATABASE = "follower";
  private static final ColumnType INT32 = ColumnType.of(ColumnKind.INT32);
  private static final ColumnType INT64 = ColumnType.of(ColumnKind.INT64);
  private static final ColumnType TEXT = ColumnType.of(ColumnKind.STRING);

  private final ClickHouseServer server = TestServer.get();
  private final TestTable former =
      TestTable.named("t").column("id", INT32).column("a", INT32).column("b", TEXT).build();
  private Connection connection;
  private DirectWriter executor;

  @BeforeEach
  void connect() throws IOException, SQLException {
    server.execute("DROP DATABASE IF EXISTS " + DATABASE);
    server.execute("CREATE DATABASE " + DATABASE);
    connection = TestServer.connect(server, DATABASE);
    executor = executor();
  }

  private DirectWriter executor() throws SQLException {
    DirectWriter other =
        new DirectWriter(connection, "t__versions", SchemaPolicy.DEFAULT, DeadLetters.failing());
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

  private String view() throws IOException {
    return server.query("SELECT * FROM follower.t ORDER BY id");
  }

  private String type(String column) throws IOException {
    return server.query(
        "SELECT type FROM system.columns WHERE database = 'follower' AND table = 't__versions'"
            + " AND name = '"
            + column
            + "'");
  }

  private void restart() throws SQLException {
    executor = executor();
  }

  @Test
  void aMissingTableIsCreatedWithItsView() throws Exception {
    write(former.create(1, 1, 10, "x"), former.create(2, 2, null, null));

    assertThat(view()).isEqualTo("1\t10\tx\n2\t\\N\t\\N");
    assertThat(type("id")).isEqualTo("Int32");
    assertThat(type("a")).isEqualTo("Nullable(Int32)");
    write(former.truncate(3), former.create(4, 4, 40, ""));
    assertThat(view()).isEqualTo("4\t40\t");
  }

  @Test
  void aTruncationBeforeTheFirstRowNeedsNoTable() throws Exception {
    write(former.truncate(5));
    write(former.create(3, 1, 1, "before"), former.create(7, 2, 2, "after"));

    assertThat(view()).isEqualTo("2\t2\tafter");
  }

  @Test
  void anAddedColumnIsAddedAndOlderChangesStillComeIn() throws Exception {
    TestTable now =
        TestTable.named("t")
            .column("id", INT32)
            .column("a", INT32)
            .column("new", TEXT)
            .column("b", TEXT)
            .build();
    write(former.create(1, 1, 10, "x"));
    write(
        former.create(2, 2, 20, "y"), now.update(3, 1, 10, "n", "x"), now.create(4, 3, 1, "", ""));
    write(former.create(2, 4, 40, "late"));

    assertThat(view()).isEqualTo("1\t10\tn\tx\n2\t20\t\\N\ty\n3\t1\t\t\n4\t40\t\\N\tlate");
    restart();
    write(former.create(2, 5, 50, "replayed"));
    assertThat(server.query("SELECT new, b FROM follower.t WHERE id = 5"))
        .isEqualTo("\\N\treplayed");
  }

  /** A view's types are fixed with its creation: one of a column without NULL cannot show any. */
  @Test
  void aColumnThatOlderRowsMakeNullableIsShown() throws Exception {
    TestTable before = TestTable.named("t").column("id", INT32).build();
    TestTable now = TestTable.named("t").column("id", INT32).required("n", INT32).build();
    write(now.create(5, 1, 7));
    restart();
    write(before.create(2, 2));

    assertThat(view()).isEqualTo("1\t7\n2\t\\N");
  }

  @Test
  void oldRowsReadTheDefaultOfAnAddedColumn() throws Exception {
    TestTable now =
        TestTable.named("t")
            .column("id", INT32)
            .column("a", INT32)
            .column("b", TEXT)
            .column("state", TEXT, "it's \\ new\n")
            .column("rate", ColumnType.decimal(5, 2), "1.50")
            .build();
    write(former.create(1, 1, 10, "x"));
    write(now.create(3, 2, 20, "y", null, null), former.create(2, 3, 30, "z"));

    assertThat(
            server.query(
                "SELECT id, state = 'it\\'s \\\\ new\\n', rate FROM follower.t ORDER BY id"))
        .isEqualTo("1\t1\t1.5\n2\t\\N\t\\N\n3\t1\t1.5");
  }

  @Test
  void aDroppedColumnStaysInTheTableAndLeavesTheView() throws Exception {
    TestTable now = TestTable.named("t").column("id", INT32).column("b", TEXT).build();
    server.execute(
        "CREATE TABLE follower.t__versions (id Int32, a Int32, b String, _version UInt128,"
            + " _is_deleted UInt8) ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id");
    write(former.create(1, 1, 10, "x"));
    write(now.create(5, 2, "y"));
    write(former.create(2, 3, 30, "late"));

    assertThat(view()).isEqualTo("1\tx\n2\ty\n3\tlate");
    assertThat(type("a")).isEqualTo("Nullable(Int32)");
    restart();
    write(former.create(2, 4, 40, "replayed"));
    assertThat(view()).isEqualTo("1\tx\n2\ty\n3\tlate\n4\treplayed");
  }

  @Test
  void aRenamedColumnIsANewOne() throws Exception {
    TestTable now =
        TestTable.named("t").column("id", INT32).column("z", INT32).column("b", TEXT).build();
    write(former.create(1, 1, 10, "x"));
    write(now.create(2, 2, 20, "y"));

    assertThat(view()).isEqualTo("1\t\\N\tx\n2\t20\ty");
  }

  @Test
  void typesBecomeWiderAndTheViewWithThem() throws Exception {
    TestTable narrow =
        TestTable.named("t")
            .column("id", INT32)
            .column("i", ColumnType.of(ColumnKind.INT16))
            .column("d", ColumnType.decimal(5, 2))
            .column("f", ColumnType.of(ColumnKind.FLOAT32))
            .column("l", ColumnType.arrayOf(INT32))
            .build();
    TestTable wide =
        TestTable.named("t")
            .column("id", INT32)
            .column("i", INT64)
            .column("d", ColumnType.decimal(20, 2))
            .column("f", ColumnType.of(ColumnKind.FLOAT64))
            .column("l", ColumnType.arrayOf(INT64))
            .build();
    long big = Long.MAX_VALUE;
    write(narrow.create(1, 1, 7, "1.25", 0.5, List.of(1)));
    write(
        wide.create(5, 2, big, "123456789012345678.99", 0.1, List.of(big)),
        narrow.create(2, 3, -1, "-999.99", 0.25, List.of(-1)));
    write(narrow.create(2, 4, -2, "0", 0, List.of()));

    assertThat(view())
        .isEqualTo(
            """
            1\t7\t1.25\t0.5\t[1]
            2\t9223372036854775807\t123456789012345678.99\t0.1\t[9223372036854775807]
            3\t-1\t-999.99\t0.25\t[-1]
            4\t-2\t0\t0\t[]""");
    assertThat(type("d")).isEqualTo("Nullable(Decimal(20, 2))");
  }

  /** Another writer tells of its schema first, and adds its columns then. */
  @Test
  void aColumnThatAnotherWriterIsAboutToAddAsAWiderOneIsNotLeftOut() throws Exception {
    TestTable narrow =
        TestTable.named("t")
            .column("id", INT32)
            .column("a", INT32)
            .column("b", TEXT)
            .column("x", INT32)
            .build();
    TestTable wide =
        TestTable.named("t")
            .column("id", INT32)
            .column("a", INT32)
            .column("b", TEXT)
            .column("x", INT64)
            .build();
    write(former.create(1, 1, 10, "x"));
    SchemaVersion later =
        SchemaVersion.of(
            wide.create(9, 3, 30, "z", 5_000_000_000L).schema(), RowVersion.of(0, 9, 9));
    server.execute(
        SchemaLog.insert("t__versions", later).replace("INTO isomer", "INTO follower.isomer"));
    restart();
    write(narrow.create(5, 2, 20, "y", 7));
    write(wide.create(9, 3, 30, "z", 5_000_000_000L));

    assertThat(view()).isEqualTo("1\t10\tx\t\\N\n2\t20\ty\t7\n3\t30\tz\t5000000000");
  }

  @Test
  void arraysThatClickHouseWouldTakeForOneNestedColumnAreRefused() throws Exception {
    ColumnType array = ColumnType.arrayOf(INT32);
    TestTable one =
        TestTable.named("t").column("id", INT32).column("with.a", array).column("b", TEXT).build();
    write(one.create(1, 1, List.of(1, 2), "x"));
    assertThat(view()).isEqualTo("1\t[1,2]\tx");

    TestTable two =
        TestTable.named("t")
            .column("id", INT32)
            .column("with.a", array)
            .column("with.b", array)
            .build();
    executor.add(two.create(2, 2, List.of(1, 2), List.of(3)));
    assertThatThrownBy(() -> executor.flush())
        .isInstanceOf(UnfitTableException.class)
        .hasMessageContaining("the arrays with.a and with.b of public.t")
        .hasMessageContaining("give one of them another name by columns.rename in table-rules");
  }

  @Test
  void anotherTypeUnderTheSameNameStopsUntilThereIsRoom() throws Exception {
    TestTable now =
        TestTable.named("t").column("id", INT32).column("a", TEXT).column("b", TEXT).build();
    write(former.create(1, 1, 10, "x"));
    executor.add(now.create(5, 2, "text", "y"));

    assertThatThrownBy(() -> executor.flush())
        .isInstanceOf(UnfitTableException.class)
        .hasMessageContaining("column a of follower.t__versions is of type Nullable(Int32)")
        .hasMessageContaining("the source's Nullable(String)")
        .hasMessageContaining(
            "ALTER TABLE `follower`.`t__versions` RENAME COLUMN `a` TO `a__former`");
    server.execute("ALTER TABLE follower.t__versions RENAME COLUMN a TO a__former");
    restart();
    write(former.create(2, 3, 30, "replayed"), now.create(5, 2, "text", "y"));
    assertThat(view()).isEqualTo("1\t\\N\tx\n2\ttext\ty\n3\t\\N\treplayed");
    restart();
    write(former.create(2, 4, 40, "again"));
    assertThat(type("a")).isEqualTo("Nullable(String)");
    assertThat(type("a__former")).isEqualTo("Nullable(Int32)");
  }

  @Test
  void aTypeThatTheFormerOneCouldHoldStopsAsWell() throws Exception {
    TestTable now =
        TestTable.named("t")
            .column("id", INT32)
            .column("a", INT32)
            .column("b", ColumnType.decimal(5, 2))
            .build();
    write(former.create(1, 1, 10, "x"));
    for (int attempt = 0; attempt < 2; attempt++) {
      restart();
      executor.add(now.create(5, 2, 20, "1.50"));
      assertThatThrownBy(() -> executor.flush())
          .hasMessageContaining("column b of follower.t__versions is of type Nullable(String)")
          .hasMessageContaining("the source's Nullable(Decimal(5, 2))");
    }
    server.execute("ALTER TABLE follower.t__versions RENAME COLUMN b TO b__former");
    restart();
    write(former.create(2, 3, 30, "replayed"));
    write(now.create(5, 2, 20, "1.50"), former.create(2, 4, 40, "replayed"));
    assertThat(view()).isEqualTo("1\t10\t\\N\n2\t20\t1.5\n3\t30\t\\N\n4\t40\t\\N");
  }

  @Test
  void aColumnThatComesBackStopsUntilThereIsRoom() throws Exception {
    TestTable without = TestTable.named("t").column("id", INT32).column("b", TEXT).build();
    write(former.create(1, 1, 10, "x"));
    write(without.create(5, 2, "y"));
    executor.add(former.create(9, 3, 30, "z"));

    assertThatThrownBy(() -> executor.flush())
        .hasMessageContaining("has dropped its column a and added one of that name again");
    restart();
    executor.add(former.create(9, 3, 30, "z"));
    assertThatThrownBy(() -> executor.flush()).hasMessageContaining("DROP COLUMN");
    server.execute("ALTER TABLE follower.t__versions DROP COLUMN a");
    restart();
    write(former.create(2, 4, 40, "replayed"));
    write(former.create(9, 3, 30, "z"));
    assertThat(view()).isEqualTo("1\t\\N\tx\n2\t\\N\ty\n3\t30\tz\n4\t\\N\treplayed");
  }
}

package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.SystemTable;
import io.isomer.targetformat.TargetEngine;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that the writer creates: any names, and what is in their way. */
class CreatedTableITCase {

  private static final String DATABASE = "created";
  private static final ColumnType INT32 = ColumnType.of(ColumnKind.INT32);
  private static final ColumnType TEXT = ColumnType.of(ColumnKind.STRING);

  private final ClickHouseServer server = TestServer.get();
  private Connection connection;
  private long lsn = 1;

  @BeforeEach
  void connect() throws IOException, SQLException {
    server.execute("DROP DATABASE IF EXISTS " + DATABASE);
    server.execute("CREATE DATABASE " + DATABASE);
    connection = TestServer.connect(server, DATABASE);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private void write(TestTable table, Object[]... rows) throws SQLException {
    write(table, new SchemaPolicy(true, "{table}"), rows);
  }

  private void write(TestTable table, SchemaPolicy policy, Object[]... rows) throws SQLException {
    String target = NameTemplate.fill(NameTemplate.TABLE, "", table.schema().table().name());
    DirectWriter executor = new DirectWriter(connection, target, policy, DeadLetters.failing());
    for (Object[] row : rows) {
      executor.add(table.create(lsn++, row));
    }
    executor.flush();
  }

  private static Object[] row(Object... values) {
    return values;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "table",
        "myMixedCase",
        "whatIs?",
        "a-b%c {x} :y $1 @z #!",
        "se'cret",
        "dou\"ble",
        "back`tick",
        "back\\slash",
        "a.dot",
        "Анна",
        "名前",
        " space ",
        "/slash/..",
        "sixty-three-bytes-sixty-three-bytes-sixty-three-bytes-sixty-thr",
        "ыыыыыыыыыыыыыыыыыыыыыыыыыыыыыыы",
      })
  void anyNameWorks(String name) throws Exception {
    TestTable former = TestTable.named(name).column(name, INT32).column("b" + name, TEXT).build();
    TestTable now =
        TestTable.named(name)
            .column(name, INT32)
            .column("b" + name, TEXT)
            .column("c" + name, TEXT, name)
            .build();
    write(former, row(1, "x"));
    write(now, row(1, "x", "y"), row(2, "", null));

    String view = "created." + ClickHouseDialect.quote(name);
    assertThat(
            server.query(
                "SELECT * FROM %s WHERE %s > 0 ORDER BY 1"
                    .formatted(view, ClickHouseDialect.quote(name))))
        .isEqualTo("1\tx\ty\n2\t\t\\N");
    assertThat(
            server.query(
                "SELECT name FROM system.columns WHERE database = 'created' AND table = "
                    + ClickHouseDialect.literal(name)
                    + " AND position = 3 FORMAT RawBLOB"))
        .isEqualTo("c" + name);
  }

  @Test
  void columnsCalledAsOurOwnAreKeptApart() throws Exception {
    TestTable table =
        TestTable.named("t")
            .column("_version", INT32)
            .column("_is_deleted", TEXT)
            .column("n", TEXT)
            .build();
    write(table, row(7, "no", "x"), row(8, null, "y"));
    TestTable wider =
        TestTable.named("t")
            .column("_version", INT32)
            .column("_is_deleted", TEXT)
            .column("n", TEXT)
            .column("m", INT32)
            .build();
    write(wider, row(9, "yes", "z", 1));

    assertThat(server.query("SELECT * FROM created.t ORDER BY _version"))
        .isEqualTo("7\tno\tx\t\\N\n8\t\\N\ty\t\\N\n9\tyes\tz\t1");
  }

  @Test
  void aKeyOfSeveralColumnsOrdersTheTableInItsOrder() throws Exception {
    TestTable table =
        TestTable.named("t").column("b c", TEXT).column("a", INT32).keyColumns(2).build();
    write(table, row("x", 1), row("x", 2));

    assertThat(
            server.query(
                "SELECT sorting_key FROM system.tables WHERE database = 'created' AND name ="
                    + " 't__versions'"))
        .isEqualTo("`b c`, a");
  }

  @Test
  void nothingElseIsReplacedByTheView() throws Exception {
    server.execute("CREATE TABLE created.t (x Int32) ENGINE = Log");
    TestTable table = TestTable.named("t").column("id", INT32).build();

    assertThatThrownBy(() -> write(table, row(1)))
        .isInstanceOf(UnfitTableException.class)
        .hasMessageContaining("ClickHouse has a table or view t already")
        .hasMessageContaining("clickhouse.view-template");
  }

  @Test
  void somebodysOwnViewStaysAsItIs() throws Exception {
    TestTable table = TestTable.named("t").column("id", INT32).build();
    write(table, row(1));
    server.execute(
        "CREATE OR REPLACE VIEW created.t AS SELECT id + 1 AS x FROM created.t__versions");
    write(TestTable.named("t").column("id", INT32).column("n", INT32).build(), row(2, 2));

    assertThat(server.query("SELECT * FROM created.t ORDER BY x")).isEqualTo("2\n3");
  }

  @Test
  void twoSourcesDoNotShareATarget() throws Exception {
    TestTable table = TestTable.named("t").column("id", INT32).build();
    write(table, row(1));
    TestTable other = table.of(new TableId("sales", "t"));

    assertThatThrownBy(() -> write(other, row(1)))
        .hasMessageContaining("t__versions takes the changes of public.t already")
        .hasMessageContaining("sales.t");
  }

  @Test
  void nothingIsCreatedUnlessItMayBe() throws Exception {
    TestTable table = TestTable.named("t").column("id", INT32).column("n", TEXT).build();
    SchemaPolicy policy = new SchemaPolicy(false, "{table}");

    assertThatThrownBy(() -> write(table, policy, row(1, "x")))
        .hasMessageContaining("no table isomer_schemas")
        .hasMessageContaining("CREATE TABLE IF NOT EXISTS isomer_schemas");
    server.execute(
        SystemTable.SCHEMAS.create(TargetEngine.DEFAULT).replace("EXISTS ", "EXISTS created."));
    assertThatThrownBy(() -> write(table, policy, row(1, "x")))
        .hasMessageContaining("no table t__versions for public.t; create it: CREATE TABLE");
    assertThat(server.query("SHOW TABLES FROM created")).isEqualTo("isomer_schemas");
  }

  @Test
  void preflightAsksForTablesOnlyWhenNothingIsCreated() {
    List<TableId> tables = List.of(new TableId("public", "t"));
    Configuration options = TestServer.options(server, DATABASE);

    assertThat(ClickHousePreflight.check(ClickHouseOptions.of(options), tables)).isEmpty();
    assertThat(
            ClickHousePreflight.check(
                ClickHouseOptions.of(options.set(ClickHouseOptions.CREATE_TABLES, false)), tables))
        .hasSize(4);
  }
}

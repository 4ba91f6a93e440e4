package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.TableId;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import io.isomer.testing.processes.Ports;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClickHousePreflightITCase {

  private static final String DATABASE = "preflight";

  private final ClickHouseServer server = TestServer.get();
  private final List<TableId> tables =
      List.of(new TableId("public", "orders"), new TableId("public", "items"));

  @BeforeEach
  void createDatabase() throws Exception {
    TestServer.createDatabase(server, DATABASE);
  }

  private void createTable(String name, String engine) throws Exception {
    server.execute(
        "CREATE TABLE preflight.%s (id Int32, _version UInt128, _is_deleted UInt8) ENGINE = %s"
                .formatted(name, engine)
            + " ORDER BY id");
  }

  private List<String> check() {
    return check(true);
  }

  private List<String> check(boolean createTables) {
    ClickHouseOptions options =
        ClickHouseOptions.of(
            TestServer.options(server, DATABASE)
                .set(ClickHouseOptions.CREATE_TABLES, createTables));
    return ClickHousePreflight.check(options, tables);
  }

  @Test
  void findsNothingWrong() throws Exception {
    createTable("orders__versions", "ReplacingMergeTree(_version, _is_deleted)");
    createTable("items__versions", "ReplacingMergeTree(_version, _is_deleted)");

    assertThat(check()).isEmpty();
  }

  @Test
  void tellsAllProblemsTogether() throws Exception {
    createTable("orders__versions", "MergeTree");
    server.execute("DROP TABLE preflight.isomer_truncations");

    assertThat(check(true))
        .singleElement()
        .matches(p -> p.contains("preflight.orders__versions has the engine MergeTree"));
    assertThat(check(false))
        .hasSize(5)
        .anyMatch(p -> p.contains("preflight.orders__versions has the engine MergeTree"))
        .anyMatch(p -> p.contains("no table items__versions for public.items; create it"))
        .anyMatch(p -> p.contains("no table isomer_truncations"))
        .anyMatch(p -> p.contains("no table isomer_schemas"))
        .anyMatch(p -> p.contains("no table isomer_rejections"));
  }

  @Test
  void tellsAWrongPassword() {
    ClickHouseOptions options =
        ClickHouseOptions.of(
            TestServer.options(server, DATABASE).set(ClickHouseOptions.PASSWORD, "wrong"));

    assertThat(ClickHousePreflight.check(options, tables))
        .singleElement()
        .asString()
        .contains("user or password is wrong for user tester")
        .doesNotContain(TestServer.PASSWORD);
  }

  @Test
  void tellsAnUnknownDatabase() {
    assertThat(
            ClickHousePreflight.check(
                ClickHouseOptions.of(TestServer.options(server, "nowhere")), tables))
        .singleElement()
        .asString()
        .contains("the database of the URL does not exist", "/nowhere");
  }

  @Test
  void tellsAServerThatIsDown() throws Exception {
    ClickHouseOptions options =
        ClickHouseOptions.of(
            new Configuration()
                .set(ClickHouseOptions.URL, "jdbc:clickhouse://127.0.0.1:" + Ports.free() + "/d"));

    assertThat(ClickHousePreflight.check(options, tables))
        .singleElement()
        .asString()
        .contains("is the server up");
  }
}

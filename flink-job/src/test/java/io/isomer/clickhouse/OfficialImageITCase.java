package io.isomer.clickhouse;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.testcontainers.clickhouse.ClickHouseContainer;

/** The sink's batches against ClickHouse's official image. */
class OfficialImageITCase {

  private static final String IMAGE = "clickhouse/clickhouse-server:25.8";

  private final TestTable orders =
      TestTable.named("orders")
          .column("id", ColumnType.of(ColumnKind.INT64))
          .column("status", ColumnType.of(ColumnKind.STRING))
          .column("at", ColumnType.time(ColumnKind.TIMESTAMP, 6))
          .build();

  @Test
  void theOfficialImageHoldsTheRows() throws Exception {
    assumeTrue(
        docker("image", "inspect", IMAGE) || docker("pull", IMAGE),
        "skipped: Docker is not running here, or " + IMAGE + " cannot be pulled");
    try (ClickHouseContainer container = new ClickHouseContainer(IMAGE)) {
      container.start();
      try (Connection connection = connect(container)) {
        rowsAreWrittenReplacedDeletedAndTruncated(connection);
      }
    }
  }

  /** Whether the command succeeds. */
  private static boolean docker(String... arguments) throws InterruptedException {
    List<String> line = new ArrayList<>(List.of("docker"));
    line.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(line).redirectOutput(DISCARD).redirectError(DISCARD).start();
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      process.destroy();
      return ended && process.exitValue() == 0;
    } catch (IOException e) { // there is no such command
      return false;
    }
  }

  /** So that the scenario itself is tried where Docker is missing, too. */
  @Test
  void theLocalEngineHoldsTheSameRows() throws Exception {
    TestServer.get().execute("DROP DATABASE IF EXISTS image");
    TestServer.get().execute("CREATE DATABASE image");
    try (Connection connection = TestServer.connect(TestServer.get(), "image")) {
      rowsAreWrittenReplacedDeletedAndTruncated(connection);
    }
  }

  private void rowsAreWrittenReplacedDeletedAndTruncated(Connection connection)
      throws SQLException {
    DirectWriter executor = new DirectWriter(connection, "orders__versions");
    executor.add(orders.create(1, 1, "new", 0L));
    executor.add(orders.create(2, 2, "new", 1_709_212_455_123_456L));
    executor.flush();
    executor.add(orders.update(3, 1, "paid", null));
    executor.add(orders.delete(4, 2));
    executor.add(orders.create(5, 3, "Łódź 😀", -1L));
    executor.flush();
    assertThat(rows(connection)).isEqualTo("1 paid null; 3 Łódź 😀 -1; ");
    executor.add(orders.truncate(6));
    executor.add(orders.create(7, 4, "after", null));
    executor.flush();
    assertThat(rows(connection)).isEqualTo("4 after null; ");
  }

  private static Connection connect(ClickHouseContainer container) throws SQLException {
    return DriverManager.getConnection(
        container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }

  private static String rows(Connection connection) throws SQLException {
    StringBuilder rows = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT id, status, toUnixTimestamp64Micro(at) FROM orders ORDER BY id")) {
      while (result.next()) {
        rows.append(result.getString(1) + " " + result.getString(2) + " " + result.getString(3));
        rows.append("; ");
      }
    }
    return rows.toString();
  }
}

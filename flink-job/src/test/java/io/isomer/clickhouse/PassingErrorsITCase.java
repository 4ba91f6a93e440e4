package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.isomer.clickhouse.client.RetryableError;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import io.isomer.testing.processes.Ports;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Errors that pass, as a real server and the driver bring them about. */
class PassingErrorsITCase {

  private static final String DATABASE = "passing_errors";
  private static final ClickHouseServer SERVER = TestServer.get();

  @BeforeAll
  static void createDatabase() throws Exception {
    TestServer.createDatabase(SERVER, DATABASE);
  }

  private static Throwable failure(String sql) throws SQLException {
    try (Connection connection = TestServer.connect(SERVER, DATABASE);
        Statement statement = connection.createStatement()) {
      return catchThrowable(() -> statement.execute(sql));
    }
  }

  @Test
  void tooManyPartsPassWhenMergesHaveCaughtUp() throws Exception {
    SERVER.execute(
        "CREATE TABLE %s.parts (id Int32) ENGINE = MergeTree ORDER BY id SETTINGS parts_to_delay_insert = 1, parts_to_throw_insert = 1"
            .formatted(DATABASE));
    SERVER.execute("SYSTEM STOP MERGES %s.parts".formatted(DATABASE));
    String insert = "INSERT INTO parts SELECT number FROM numbers(10)";
    assertThat(failure(insert)).isNull();
    assertThat(RetryableError.of(failure(insert))).contains(RetryableError.TOO_MANY_PARTS);
    SERVER.execute(
        "ALTER TABLE %s.parts MODIFY SETTING parts_to_throw_insert = 100".formatted(DATABASE));
    assertThat(failure(insert)).isNull();
  }

  @Test
  void aFullDiskAndATableSetToReadOnlyPass() throws Exception {
    SERVER.execute(
        "CREATE TABLE %s.full (id Int32) ENGINE = MergeTree ORDER BY id".formatted(DATABASE));
    String alter = "ALTER TABLE %s.full ".formatted(DATABASE);
    String insert = "INSERT INTO full SELECT number FROM numbers(10)";
    SERVER.execute(
        alter + "MODIFY SETTING min_free_disk_bytes_to_perform_insert = 1000000000000000000");
    assertThat(RetryableError.of(failure(insert))).contains(RetryableError.NOT_ENOUGH_SPACE);
    SERVER.execute(alter + "RESET SETTING min_free_disk_bytes_to_perform_insert");
    SERVER.execute(alter + "MODIFY SETTING table_readonly = 1");
    assertThat(RetryableError.of(failure(insert)))
        .contains(RetryableError.TABLE_IS_PERMANENTLY_READ_ONLY);
    SERVER.execute(alter + "RESET SETTING table_readonly");
    assertThat(failure(insert)).isNull();
  }

  @Test
  void memoryTimeAndReadOnlyLimitsPass() throws Exception {
    assertThat(
            RetryableError.of(
                failure(
                    "SELECT groupArray(number) FROM numbers(1e7) SETTINGS max_memory_usage = 1000")))
        .contains(RetryableError.MEMORY_LIMIT_EXCEEDED);
    assertThat(
            RetryableError.of(
                failure(
                    "SELECT sleepEachRow(1) FROM numbers(3) SETTINGS max_execution_time = 0.1")))
        .contains(RetryableError.TIMEOUT_EXCEEDED);
    try (Connection connection = TestServer.connect(SERVER, DATABASE);
        Statement statement = connection.createStatement()) {
      assertThat(
              RetryableError.of(
                  catchThrowable(
                      () ->
                          statement.execute(
                              "CREATE TABLE never (id Int32) ENGINE = Memory SETTINGS readonly = 1"))))
          .contains(RetryableError.READONLY);
    }
  }

  @Test
  void aServerThatRefusesOrDoesNotAnswerInTimePasses() throws Exception {
    Properties properties = new Properties();
    properties.put("user", TestServer.USER);
    properties.put("password", TestServer.PASSWORD);
    String refused = "jdbc:clickhouse://127.0.0.1:" + Ports.free() + "/" + DATABASE;
    assertThat(RetryableError.of(catchThrowable(() -> ask(refused, properties, "SELECT 1"))))
        .contains(RetryableError.UNREACHABLE);

    properties.put("socket_timeout", "200");
    String slow = SERVER.jdbcUrl(DATABASE);
    assertThat(RetryableError.of(catchThrowable(() -> ask(slow, properties, "SELECT sleep(2)"))))
        .contains(RetryableError.UNREACHABLE);
  }

  private static void ask(String url, Properties properties, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, properties);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package io.isomer.testing.clickhouseserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import com.clickhouse.jdbc.ConnectionImpl;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ClickHouse's JDBC driver as the client. */
class JdbcITCase {

  private static final BigInteger MAX_UINT128 =
      BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
  private static final BigDecimal DECIMAL =
      new BigDecimal(
          "-99999999999999999999999999999999999999.123456789012345678901234567890123456");

  @Test
  void readsWhatItWrote() throws SQLException {
    try (Connection connection = SharedServer.jdbc(Map.of());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS jdbc SYNC");
      statement.execute(
          "CREATE TABLE jdbc (id UInt64, v UInt128, d Decimal(76, 36), s Nullable(String))"
              + " ENGINE = MergeTree ORDER BY id");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO jdbc (id, v, d, s) VALUES (?, ?, ?, ?)")) {
        for (int i = 0; i < 1000; i++) {
          insert.setLong(1, i);
          insert.setObject(2, MAX_UINT128);
          insert.setBigDecimal(3, DECIMAL);
          insert.setString(4, i % 2 == 0 ? null : "line\n\nline '" + i);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      try (ResultSet rows = statement.executeQuery("SELECT * FROM jdbc ORDER BY id")) {
        for (int i = 0; i < 1000; i++) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(i);
          assertThat(rows.getObject(2)).isEqualTo(MAX_UINT128);
          assertThat(rows.getBigDecimal(3)).isEqualTo(DECIMAL);
          assertThat(rows.getString(4)).isEqualTo(i % 2 == 0 ? null : "line\n\nline '" + i);
        }
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "60, SELECT * FROM nowhere",
    "62, garbage",
    "47, SELECT nothing FROM numbers(1)",
    "241, SELECT groupArray(number) FROM numbers(9999999) SETTINGS max_memory_usage = 1000000"
  })
  void errorsCarryClickHousesNumber(int code, String sql) throws SQLException {
    try (Connection connection = SharedServer.jdbc(Map.of());
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .asInstanceOf(InstanceOfAssertFactories.throwable(SQLException.class))
          .extracting(SQLException::getErrorCode)
          .isEqualTo(code);
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(
            () -> {
              try (Connection connection = SharedServer.jdbc(Map.of("password", "wrong"));
                  Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
              }
            })
        .hasStackTraceContaining("516")
        .hasStackTraceContaining("AUTHENTICATION_FAILED");
  }

  /** Requests and answers uncompressed, in ClickHouse's blocks, and with HTTP's compression. */
  @ParameterizedTest
  @CsvSource({"false, false, false", "true, true, false", "true, true, true"})
  void theDriversOwnClientInsertsRowBinary(String answers, String requests, String http)
      throws Exception {
    Map<String, String> compression =
        Map.of("compress", answers, "decompress", requests, "client.use_http_compression", http);
    try (Connection connection = SharedServer.jdbc(compression);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS jdbc_binary SYNC");
      statement.execute(
          "CREATE TABLE jdbc_binary (a UInt64, `b c` UInt64) ENGINE = MergeTree ORDER BY a");
      ByteBuffer rows = ByteBuffer.allocate(100_000 * 16).order(ByteOrder.LITTLE_ENDIAN);
      for (long i = 0; i < 100_000; i++) {
        rows.putLong(-i).putLong(i);
      }
      try (InsertResponse response =
          connection
              .unwrap(ConnectionImpl.class)
              .getClient()
              .insert(
                  "jdbc_binary",
                  List.of("`b c`", "a"), // not the table's order
                  new ByteArrayInputStream(rows.array()),
                  ClickHouseFormat.RowBinary,
                  new InsertSettings())
              .get()) {
        assertThat(response.getWrittenRows()).isEqualTo(100_000);
      }
      try (ResultSet read = statement.executeQuery("SELECT a, `b c` FROM jdbc_binary ORDER BY a")) {
        for (long i = 0; i < 100_000; i++) {
          assertThat(read.next()).isTrue();
          if (read.getLong(1) != i || read.getObject(2, BigInteger.class).longValue() != -i) {
            throw new AssertionError(
                "row " + i + " is " + read.getLong(1) + ", " + read.getObject(2));
          }
        }
        assertThat(read.next()).isFalse();
      }
    }
  }
}

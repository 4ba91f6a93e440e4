package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickHouseOptionsTest {

  private static ClickHouseOptions options(String url) {
    return ClickHouseOptions.of(new Configuration().set(ClickHouseOptions.URL, url));
  }

  @Test
  void hasDefaults() {
    ClickHouseOptions options = options("jdbc:clickhouse://h:8123/d");

    assertThat(options.get(ClickHouseOptions.USER)).isEqualTo("default");
    assertThat(options.get(ClickHouseOptions.TABLE_TEMPLATE)).isEqualTo("{table}__versions");
    assertThat(options.get(ClickHouseOptions.BATCH_ROWS)).isEqualTo(100_000);
    assertThat(options.get(ClickHouseOptions.FLUSH_INTERVAL)).hasMillis(500);
  }

  @Test
  void leavesRetriesToTheWriter() {
    ClickHouseOptions options = options("jdbc:clickhouse://h:8123/d");

    assertThat(options.connection().getProperties())
        .containsEntry("retry", "0")
        .containsEntry("client_retry_on_failures", "None");
  }

  @Test
  void doesNotTellThePassword() {
    ClickHouseOptions options =
        ClickHouseOptions.of(
            new Configuration()
                .set(ClickHouseOptions.URL, "jdbc:ch://h:8123/d")
                .set(ClickHouseOptions.USER, "me")
                .set(ClickHouseOptions.PASSWORD, "secret"));

    assertThat(options.toString()).contains("me").doesNotContain("secret");
  }

  @Test
  void refusesADatabaseThatTheDriverWouldNotSay() {
    assertThatThrownBy(() -> options("jdbc:clickhouse://h/a%0Ab"))
        .hasMessageContaining("the URL must have no control characters");
  }

  /** The driver would leave it out without a word, and come as another user. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:clickhouse://u:secret@h:8123/d",
        "jdbc:clickhouse:https://u:secret@h/d",
        "jdbc:ch://u:s/ecret@h/d",
        "jdbc:ch://u:s?ecret@h/d",
        "jdbc:ch://[::1]:8123:secret/d",
        "jdbc:clickhouse:///d",
        "jdbc:clickhouse:h:8123/d",
      })
  void refusesAnythingButAHostAndItsPort(String url) {
    assertThatThrownBy(() -> options(url))
        .hasMessageContaining("jdbc:clickhouse://host:port/database")
        .hasMessageContaining("clickhouse.user and clickhouse.password")
        .hasMessageNotContaining("ecret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:clickhouse://click_house-1.example:8123/d@e?sslrootcert=/a@b.pem",
        "jdbc:clickhouse:https://h",
        "jdbc:clickhouse://h?ssl=true",
        "jdbc:ch:http://[::1]:8123/proxy/d",
        "jdbc:clickhouse://[fe80::1]/d",
      })
  void takesWhateverTheDriverTakes(String url) {
    assertThat(options(url).connection().getDbURL()).isEqualTo(url);
  }

  @Test
  void saysWhereAUrlCannotBeReadAndNotWhatItIs() {
    assertThatThrownBy(() -> options("jdbc:clickhouse://h/d?a=b secret"))
        .hasMessageContaining("the URL cannot be read at its character 26")
        .hasMessageContaining("%20")
        .hasMessageNotContaining("secret");
  }

  @Test
  void tellsAllThatIsWrong() {
    assertThatThrownBy(
            () ->
                ClickHouseOptions.of(
                    new Configuration()
                        .set(ClickHouseOptions.URL, "jdbc:postgresql://h/d")
                        .set(ClickHouseOptions.USER, "")
                        .set(ClickHouseOptions.TABLE_TEMPLATE, "orders")
                        .set(ClickHouseOptions.BATCH_ROWS, 0)
                        .set(ClickHouseOptions.BATCH_SIZE, new MemorySize(0))
                        .set(ClickHouseOptions.FLUSH_INTERVAL, Duration.ofMillis(-1))
                        .set(ClickHouseOptions.MAX_RETRIES, -1)
                        .set(ClickHouseOptions.INITIAL_BACKOFF, Duration.ofSeconds(2))
                        .set(ClickHouseOptions.MAX_BACKOFF, Duration.ofSeconds(1))))
        .hasMessageContaining("must start with jdbc:clickhouse:")
        .hasMessageContaining("user must be given")
        .hasMessageContaining("{table}")
        .hasMessageContaining("at least 1 row")
        .hasMessageContaining("1 GiB")
        .hasMessageContaining("flush interval")
        .hasMessageContaining("retries")
        .hasMessageContaining("backoff");
  }
}

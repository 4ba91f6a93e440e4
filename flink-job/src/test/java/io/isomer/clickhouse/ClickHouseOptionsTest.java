package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickHouseOptionsTest {

  @Test
  void hasDefaults() {
    ClickHouseOptions options = ClickHouseOptions.builder("jdbc:clickhouse://h:8123/d").build();

    assertThat(options.user()).isEqualTo("default");
    assertThat(options.tableTemplate()).isEqualTo("{table}__versions");
    assertThat(options.maxBatchRows()).isEqualTo(100_000);
    assertThat(options.flushInterval()).hasMillis(500);
  }

  @Test
  void leavesRetriesToTheWriter() {
    ClickHouseOptions options = ClickHouseOptions.builder("jdbc:clickhouse://h:8123/d").build();

    assertThat(options.connection().getProperties())
        .containsEntry("retry", "0")
        .containsEntry("client_retry_on_failures", "None");
  }

  @Test
  void doesNotTellThePassword() {
    ClickHouseOptions options =
        ClickHouseOptions.builder("jdbc:ch://h:8123/d").credentials("me", "secret").build();

    assertThat(options.toString()).contains("me").doesNotContain("secret");
  }

  @Test
  void refusesADatabaseThatTheDriverWouldNotSay() {
    assertThatThrownBy(() -> ClickHouseOptions.builder("jdbc:clickhouse://h/a%0Ab").build())
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
    assertThatThrownBy(() -> ClickHouseOptions.builder(url).build())
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
    assertThat(ClickHouseOptions.builder(url).build().connection().getDbURL()).isEqualTo(url);
  }

  @Test
  void saysWhereAUrlCannotBeReadAndNotWhatItIs() {
    assertThatThrownBy(() -> ClickHouseOptions.builder("jdbc:clickhouse://h/d?a=b secret").build())
        .hasMessageContaining("the URL cannot be read at its character 26")
        .hasMessageContaining("%20")
        .hasMessageNotContaining("secret");
  }

  @Test
  void tellsAllThatIsWrong() {
    assertThatThrownBy(
            () ->
                ClickHouseOptions.builder("jdbc:postgresql://h/d")
                    .credentials("", "x")
                    .tableTemplate("orders")
                    .maxBatchRows(0)
                    .maxBatchBytes(0)
                    .flushInterval(Duration.ofMillis(-1))
                    .maxRetries(-1)
                    .backoff(Duration.ofSeconds(2), Duration.ofSeconds(1))
                    .build())
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

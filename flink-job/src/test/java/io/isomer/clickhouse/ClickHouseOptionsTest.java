package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClickHouseOptionsTest {

  @Test
  void hasDefaults() {
    ClickHouseOptions options = ClickHouseOptions.builder("jdbc:clickhouse://h:8123/d").build();

    assertThat(options.user()).isEqualTo("default");
    assertThat(options.tableTemplate()).isEqualTo("{table}__versions");
    assertThat(options.execution().getBatchSize()).isEqualTo(100_000);
    assertThat(options.execution().getBatchIntervalMs()).isEqualTo(500);
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
        .hasMessageContaining("jdbc:postgresql://h/d")
        .hasMessageContaining("user")
        .hasMessageContaining("{table}")
        .hasMessageContaining("at least 1 row")
        .hasMessageContaining("1 GiB")
        .hasMessageContaining("flush interval")
        .hasMessageContaining("retries")
        .hasMessageContaining("backoff");
  }
}

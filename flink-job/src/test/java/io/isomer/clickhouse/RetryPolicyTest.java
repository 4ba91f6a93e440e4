package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.buffer.BlockPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the policy tells; when it tries again is the writer's test's. */
class RetryPolicyTest {

  private static final String SECRET = "s3cr3t-Paw0rd";

  private final RecordingLogger log = new RecordingLogger();
  private final SinkMetrics metrics =
      new SinkMetrics(UnregisteredMetricsGroup.createSinkWriterMetricGroup());
  private final Batch batch = new Batch(new TableId("public", "orders"), new BlockPool());

  private RetryPolicy policy(ClickHouseOptions options) {
    return new RetryPolicy(options, metrics, log);
  }

  private static ClickHouseOptions options(String parameters) {
    return ClickHouseOptions.of(
        new Configuration()
            .set(ClickHouseOptions.URL, "jdbc:clickhouse://127.0.0.1:1/d?" + parameters)
            .set(ClickHouseOptions.MAX_RETRIES, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "http_header_authorization", "clickhouse_setting_x_token"})
  void neitherARetryNorTheEndOfThemShowsTheUrlsParameters(String name) throws Exception {
    ClickHouseOptions options = options(name + "=" + SECRET);
    SQLException refused = refused(options);
    RetryPolicy policy = policy(options);
    policy.waitBeforeRetry(batch, refused);

    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN Writing 0 changes of public.orders to jdbc:clickhouse://127.0.0.1:1/d")
        .contains("retry 1 of 1")
        .doesNotContain(SECRET);
    IOException gaveUp =
        catchThrowableOfType(IOException.class, () -> policy.waitBeforeRetry(batch, refused));
    assertThat(gaveUp).hasMessageContaining("to jdbc:clickhouse://127.0.0.1:1/d after 1 retries");
    assertThat(withCauses(gaveUp)).contains("Connection refused").doesNotContain(SECRET);
  }

  @Test
  void neitherDoesAnErrorThatTryingAgainDoesNotMend() {
    assertThatThrownBy(
            () ->
                policy(options("password=" + SECRET))
                    .waitBeforeRetry(batch, new SQLException("no such column", null, 16)))
        .hasMessageContaining("to jdbc:clickhouse://127.0.0.1:1/d: no such column")
        .hasMessageNotContaining(SECRET);
  }

  /** What the driver says of a server that is not there. */
  private static SQLException refused(ClickHouseOptions options) {
    SimpleJdbcConnectionProvider provider = new SimpleJdbcConnectionProvider(options.connection());
    return catchThrowableOfType(
        SQLException.class,
        () -> provider.getOrEstablishConnection().createStatement().executeQuery("SELECT 1"));
  }

  private static String withCauses(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}

package io.isomer.stack.pipeline;

import io.isomer.stack.Http;
import io.isomer.stack.StackConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Statements and queries by ClickHouse's HTTP interface. */
public final class ClickHouseSql {

  private final StackConfig config;

  public ClickHouseSql(StackConfig config) {
    this.config = config;
  }

  /**
   * Runs one statement.
   *
   * @throws IOException with ClickHouse's own message when it fails
   */
  public String execute(String sql) throws IOException {
    try (InputStream result = stream(sql)) {
      return new String(result.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** As {@link #execute}, with the result read as it comes. */
  public InputStream stream(String sql) throws IOException {
    HttpRequest.Builder request =
        Http.request(config.clickhouseUrl() + "/")
            .header("X-ClickHouse-User", StackConfig.CLICKHOUSE_USER)
            .header("X-ClickHouse-Key", config.secrets().clickhousePassword())
            .POST(BodyPublishers.ofString(sql));
    HttpResponse<InputStream> response = Http.stream(request);
    if (response.statusCode() != 200) {
      try (InputStream error = response.body()) {
        throw new IOException(new String(error.readAllBytes(), StandardCharsets.UTF_8).strip());
      }
    }
    return response.body();
  }
}

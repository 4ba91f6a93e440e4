package io.isomer.control.sql;

import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Statements and queries by ClickHouse's HTTP interface. */
public final class ClickHouseSql {

  /** Tab-separated values after a line with the columns' names. */
  public static final String NAMED_ROWS = "TabSeparatedWithNames";

  private final StackAccess stack;

  public ClickHouseSql(StackAccess stack) {
    this.stack = stack;
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

  /**
   * What a statement has given.
   *
   * @param format the one that the text is in; empty when the server does not say
   */
  public record Answer(String format, String text) {}

  /** Runs one statement; its rows come as {@link #NAMED_ROWS} unless it names a format itself. */
  public Answer ask(String sql) throws IOException {
    HttpResponse<InputStream> response = post("/?default_format=" + NAMED_ROWS, sql);
    try (InputStream result = response.body()) {
      String text = new String(result.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(response.headers().firstValue("X-ClickHouse-Format").orElse(""), text);
    }
  }

  /** As {@link #execute}, with the result read as it comes. */
  public InputStream stream(String sql) throws IOException {
    return post("/", sql).body();
  }

  private HttpResponse<InputStream> post(String path, String sql) throws IOException {
    HttpRequest.Builder request =
        Http.request(stack.clickhouseUrl() + path)
            .header("X-ClickHouse-User", stack.clickhouseUser())
            .header("X-ClickHouse-Key", stack.clickhousePassword())
            .POST(BodyPublishers.ofString(sql));
    HttpResponse<InputStream> response = Http.stream(request);
    if (response.statusCode() != 200) {
      try (InputStream error = response.body()) {
        throw new IOException(new String(error.readAllBytes(), StandardCharsets.UTF_8).strip());
      }
    }
    return response;
  }
}

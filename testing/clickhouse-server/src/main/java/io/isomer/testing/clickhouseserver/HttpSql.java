package io.isomer.testing.clickhouseserver;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Sends statements to a server's HTTP interface. */
final class HttpSql {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration QUERY_LIMIT = Duration.ofMinutes(5);

  private final HttpClient client;
  private final HttpRequest.Builder request;

  HttpSql(ClickHouseServer.Config config) throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_LIMIT);
    client = config.transport().client(builder).build();
    String url = config.transport().scheme() + "://127.0.0.1:" + config.port() + "/";
    request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(QUERY_LIMIT)
            .header("Authorization", basic(config.user() + ":" + config.password()));
  }

  /** The only way for a password beyond Latin-1. */
  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  String post(String sql) throws IOException {
    HttpResponse<String> response;
    try {
      response =
          client.send(
              request.copy().POST(HttpRequest.BodyPublishers.ofString(sql)).build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while ClickHouse ran a statement");
    }
    if (response.statusCode() != 200) {
      throw new IOException(response.body().strip() + "\nin: " + sql);
    }
    String text = response.body();
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}

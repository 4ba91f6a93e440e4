package io.isomer.testing.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests to the stack's own HTTP interfaces. */
public final class Http {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Http() {}

  /** The answer to a request. */
  public record Reply(int status, String body) {

    public boolean ok() {
      return status / 100 == 2;
    }
  }

  public static Reply get(String url) throws IOException {
    return send(request(url).GET());
  }

  public static Reply sendJson(String method, String url, String json) throws IOException {
    return send(
        request(url)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  /** A request to which the caller adds what it needs. */
  public static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT);
  }

  public static Reply send(HttpRequest.Builder request) throws IOException {
    HttpResponse<String> response = exchange(request, BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body());
  }

  /** As {@link #send}, with the answer read as it comes. */
  public static HttpResponse<InputStream> stream(HttpRequest.Builder request) throws IOException {
    return exchange(request, BodyHandlers.ofInputStream());
  }

  private static <T> HttpResponse<T> exchange(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) throws IOException {
    try {
      return CLIENT.send(request.build(), handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted during a request", e);
    }
  }
}

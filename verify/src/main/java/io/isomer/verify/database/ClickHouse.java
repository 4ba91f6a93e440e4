package io.isomer.verify.database;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** A ClickHouse database, by its HTTP interface. */
public final class ClickHouse {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /** Decimals as they are compared, NULL never a default, errors as errors, rows in queries. */
  private static final String SETTINGS =
      "&output_format_decimal_trailing_zeros=0&insert_null_as_default=0&wait_end_of_query=1"
          + "&max_query_size=268435456&default_format=TabSeparated&date_time_output_format=simple";

  private final HttpClient client;
  private final String database;
  private final HttpRequest request;
  private final Duration answerLimit;

  /**
   * @param url the HTTP interface, for example {@code http://localhost:8123}
   * @param database where unqualified names are looked up
   */
  public ClickHouse(URI url, String database, String user, String password) {
    this(url, database, user, password, Tls.PUBLIC);
  }

  /**
   * @param url the HTTP interface, for example {@code https://localhost:8443}
   * @param database where unqualified names are looked up
   * @param tls the trusted authorities, where the URL is {@code https}
   */
  public ClickHouse(URI url, String database, String user, String password, SSLContext tls) {
    this(url, database, user, password, tls, AnswerLimit.DEFAULT);
  }

  /**
   * @param url the HTTP interface, for example {@code https://localhost:8443}
   * @param database where unqualified names are looked up
   * @param tls the trusted authorities, where the URL is {@code https}
   * @param answerLimit how long the server may take for an answer, all of it
   */
  public ClickHouse(
      URI url,
      String database,
      String user,
      String password,
      SSLContext tls,
      Duration answerLimit) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .sslContext(tls)
            .build();
    this.database = database;
    this.answerLimit = answerLimit;
    String parameters = "/?database=" + URLEncoder.encode(database, StandardCharsets.UTF_8);
    String base = url.toString().replaceFirst("/+$", "");
    String login = user + ":" + password;
    request =
        HttpRequest.newBuilder(URI.create(base + parameters + SETTINGS))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .build();
  }

  public String database() {
    return database;
  }

  /**
   * Runs one statement.
   *
   * @return its rows; null for NULL
   * @throws IOException with ClickHouse's own message when it fails
   */
  public List<List<String>> rows(String sql) throws IOException {
    return new String(post(sql), StandardCharsets.UTF_8).lines().map(TabSeparated::fields).toList();
  }

  /** Host and port for messages, without a user name of the URL. */
  private String address() {
    return request.uri().getAuthority().replaceFirst(".*@", "");
  }

  private byte[] post(String sql) throws IOException {
    HttpRequest query =
        HttpRequest.newBuilder(request, (name, value) -> true)
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    // a request's own time-out would end with the answer's head
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(query, HttpResponse.BodyHandlers.ofByteArray());
    HttpResponse<byte[]> response;
    try {
      response = answer.get(answerLimit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while ClickHouse ran a query");
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException(
          "ClickHouse at %s has not answered within --answer-limit: it is frozen, or needs longer for a range. See system.processes"
              .formatted(address()),
          e);
    } catch (ExecutionException e) {
      throw explained(e.getCause());
    }
    if (response.statusCode() != 200) {
      throw new IOException(
          "ClickHouse: " + new String(response.body(), StandardCharsets.UTF_8).strip());
    }
    return response.body();
  }

  private IOException explained(Throwable failure) {
    String server = address();
    if (failure instanceof SSLException) {
      return new IOException(
          "ClickHouse at "
              + server
              + " is not trusted: "
              + failure.getMessage()
              + "; pass the certificate of the authority that signed it with --clickhouse-ca, and use"
              + " the host name in the server's certificate",
          failure);
    }
    if (failure instanceof ConnectException) {
      return new IOException("ClickHouse does not answer at " + server, failure);
    }
    return new IOException("ClickHouse at " + server + ": " + failure, failure);
  }
}

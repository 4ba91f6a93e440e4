package io.isomer.verify.side;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
   * @param tls whom to trust, where the URL is {@code https}
   */
  public ClickHouse(URI url, String database, String user, String password, SSLContext tls) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .sslContext(tls)
            .build();
    this.database = database;
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
   * @return its rows; null stands for NULL
   * @throws IOException with ClickHouse's own message when it fails
   */
  public List<List<String>> rows(String sql) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(post(sql), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(TabSeparated.fields(line));
      }
    }
    return rows;
  }

  /** For messages: host and port, and no user whom somebody has put before them. */
  private String address() {
    return request.uri().getAuthority().replaceFirst(".*@", "");
  }

  private InputStream post(String sql) throws IOException {
    HttpResponse<InputStream> response;
    try {
      response =
          client.send(
              HttpRequest.newBuilder(request, (name, value) -> true)
                  .POST(HttpRequest.BodyPublishers.ofString(sql))
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while ClickHouse ran a query");
    } catch (SSLException e) {
      throw new IOException(
          "ClickHouse at "
              + address()
              + " is not trusted: "
              + e.getMessage()
              + "; give the certificate of whoever signed its own with --clickhouse-ca, and name the"
              + " host as it does",
          e);
    } catch (java.net.ConnectException e) {
      throw new IOException("ClickHouse does not answer at " + address(), e);
    }
    if (response.statusCode() != 200) {
      try (InputStream error = response.body()) {
        String message = new String(error.readAllBytes(), StandardCharsets.UTF_8).strip();
        throw new IOException("ClickHouse: " + message);
      }
    }
    return response.body();
  }
}

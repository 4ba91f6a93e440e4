package io.isomer.testing.clickhouseserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** One server for all integration tests; it ends with their JVM. */
final class SharedServer {

  static final String USER = "tester";
  static final String PASSWORD = "quote' & space: x";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private SharedServer() {}

  private static final class Holder {
    static final ClickHouseServer SERVER = start();

    private static ClickHouseServer start() {
      try {
        Path directory = Files.createTempDirectory(Path.of("target"), "clickhouse");
        return ClickHouseServer.start(config(directory, 0));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static ClickHouseServer get() {
    return Holder.SERVER;
  }

  static ClickHouseServer.Config config(Path directory, int port) {
    return new ClickHouseServer.Config(directory, port, USER, PASSWORD, System.out::println);
  }

  static Connection jdbc(Map<String, String> properties) throws SQLException {
    Properties all = new Properties();
    all.put("user", USER);
    all.put("password", PASSWORD);
    all.putAll(properties);
    return DriverManager.getConnection(get().jdbcUrl("default"), all);
  }

  /** A request without credentials. */
  static HttpRequest.Builder bareRequest(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(get().httpUrl() + pathAndQuery));
  }

  static HttpRequest.Builder request(String pathAndQuery) {
    return bareRequest(pathAndQuery)
        .header("X-ClickHouse-User", USER)
        .header("X-ClickHouse-Key", PASSWORD);
  }

  static HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return CLIENT.send(request, BodyHandlers.ofByteArray());
  }

  static HttpResponse<byte[]> post(String pathAndQuery, String body)
      throws IOException, InterruptedException {
    return post(pathAndQuery, BodyPublishers.ofString(body));
  }

  static HttpResponse<byte[]> post(String pathAndQuery, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(request(pathAndQuery).POST(body).build());
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}

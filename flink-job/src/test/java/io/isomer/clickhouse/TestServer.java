package io.isomer.clickhouse;

import io.isomer.targetformat.SystemTable;
import io.isomer.targetformat.TargetEngine;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;

/** One server for all integration tests; it ends with their JVM. */
public final class TestServer {

  static final String USER = "tester";
  static final String PASSWORD = "quote' & space: x";

  private TestServer() {}

  private static final class Holder {
    static final ClickHouseServer SERVER = start();
  }

  public static ClickHouseServer get() {
    return Holder.SERVER;
  }

  /** A server of its own, for tests that end it. */
  static ClickHouseServer start() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "clickhouse");
      return ClickHouseServer.start(
          new ClickHouseServer.Config(directory, 0, USER, PASSWORD, System.out::println));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty database with the table that truncations need. */
  static void createDatabase(ClickHouseServer server, String name) throws IOException {
    server.execute("DROP DATABASE IF EXISTS " + name);
    server.execute("CREATE DATABASE " + name);
    server.execute(
        SystemTable.TRUNCATIONS
            .create(TargetEngine.DEFAULT)
            .replace("EXISTS ", "EXISTS " + name + "."));
  }

  /** The sink's options for a database. */
  static Configuration options(ClickHouseServer server, String database) {
    return new Configuration()
        .set(ClickHouseOptions.URL, server.jdbcUrl(database))
        .set(ClickHouseOptions.USER, USER)
        .set(ClickHouseOptions.PASSWORD, PASSWORD)
        .set(ClickHouseOptions.INITIAL_BACKOFF, Duration.ofMillis(50))
        .set(ClickHouseOptions.MAX_BACKOFF, Duration.ofMillis(500));
  }

  public static Connection connect(ClickHouseServer server, String database) throws SQLException {
    Properties properties = new Properties();
    properties.put("user", USER);
    properties.put("password", PASSWORD);
    return DriverManager.getConnection(server.jdbcUrl(database), properties);
  }
}

package io.isomer.testing.localstack;

import io.isomer.testing.processes.GuardedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** PostgreSQL with logical replication on, password authentication and UTF-8. */
public final class PostgresPart extends ProcessPart {

  public PostgresPart(StackConfig config) {
    super(PartName.POSTGRES, config);
  }

  @Override
  Command command() throws IOException {
    Path bin = PostgresBinaries.unpacked(config.installation().postgresLib()).resolve("bin");
    Path data = directory().resolve("data");
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialize(bin, data);
    }
    List<String> line = unprivileged();
    line.addAll(List.of(bin.resolve("postgres").toString(), "-D", data.toString()));
    line.addAll(List.of("-p", String.valueOf(config.ports().postgres())));
    List<String> settings = new ArrayList<>();
    Collections.addAll(
        settings,
        "listen_addresses=" + StackConfig.HOST,
        "unix_socket_directories=",
        "wal_level=logical",
        "timezone=UTC",
        "log_timezone=UTC",
        // else a killed server leaves its segments in /dev/shm
        "dynamic_shared_memory_type=mmap");
    settings.addAll(config.security().postgresSettings());
    settings.forEach(setting -> line.addAll(List.of("-c", setting)));
    return new Command(line, Map.of());
  }

  private void initialize(Path bin, Path data) throws IOException {
    Directories.delete(data); // an initialization that was interrupted
    Path password =
        Files.createTempFile(
            directory(),
            "password",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(password, config.secrets().postgresPassword());
      List<String> line = unprivileged();
      line.addAll(List.of(bin.resolve("initdb").toString(), "-D", data.toString()));
      line.addAll(List.of("-U", StackConfig.POSTGRES_USER, "-A", "scram-sha-256", "-E", "UTF8"));
      // the same order and case rules on every machine
      line.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
      line.addAll(List.of("--pwfile=" + password, "--no-instructions"));
      OneShot.run("initdb", line, directory(), log());
    } finally {
      Files.delete(password);
    }
  }

  /** PostgreSQL refuses to run as root; a user namespace of its own takes that away from it. */
  private static List<String> unprivileged() {
    List<String> line = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      line.addAll(List.of("unshare", "-U"));
    }
    return line;
  }

  @Override
  boolean serves() throws SQLException {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    }
  }

  /** A new connection as {@link StackAccess#postgresUser()}. */
  public Connection connect() throws SQLException {
    return connect(config);
  }

  /** As {@link #connect()}, for a server that another JVM has started. */
  public static Connection connect(StackAccess stack) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", stack.postgresUser());
    properties.setProperty("password", stack.postgresPassword());
    properties.setProperty("ApplicationName", "isomer");
    return DriverManager.getConnection(stack.postgresJdbcUrl(), properties);
  }

  @Override
  public String address() {
    return config.postgresJdbcUrl();
  }

  /** SIGINT, "fast shutdown": SIGTERM would wait for every client to disconnect by itself. */
  @Override
  void stop(GuardedProcess running, Duration patience) {
    try {
      new ProcessBuilder("kill", "-INT", String.valueOf(running.pid())).start().waitFor();
      ProcessHandle.of(running.pid())
          .map(ProcessHandle::onExit)
          .ifPresent(exit -> exit.completeOnTimeout(null, patience.toMillis(), MILLIS).join());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot signal PostgreSQL", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (running.isAlive()) {
      running.kill();
    }
  }

  private static final TimeUnit MILLIS = TimeUnit.MILLISECONDS;
}

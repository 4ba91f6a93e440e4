package io.isomer.testing.clickhouseserver;

import io.isomer.testing.clickhouseserver.transport.Transport;
import io.isomer.testing.processes.GuardedProcess;
import io.isomer.testing.processes.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A ClickHouse server of its own on this machine, for tests and for trying things out: an installed
 * {@code clickhouse}, else ClickHouse's engine chDB behind its HTTP interface.
 *
 * <p>It listens on the loopback interface only, and it ends with the JVM that started it.
 */
public final class ClickHouseServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Config config;
  private final ServerProgram program;
  private final HttpSql http;
  private GuardedProcess process;
  private String engine = "";

  /**
   * How a server is started.
   *
   * @param directory where its data, its log and its configuration are; created when missing
   * @param port of the HTTP interface; 0 takes a free one
   * @param user the only user, who may do everything
   * @param password may be empty
   * @param progress hears of the download of the engine, which a machine needs once
   * @param transport how clients reach it
   */
  public record Config(
      Path directory,
      int port,
      String user,
      String password,
      Progress progress,
      Transport transport) {

    /** By plain HTTP. */
    public Config(Path directory, int port, String user, String password, Progress progress) {
      this(directory, port, user, password, progress, Transport.HTTP);
    }

    /** A name that needs no quoting in any of the server's configurations. */
    public Config {
      if (!user.matches("\\w+")) {
        throw new IllegalArgumentException(
            "user name '" + user + "' has other characters than letters, digits and _");
      }
      directory = directory.toAbsolutePath();
    }

    ServerDirectory files() {
      return new ServerDirectory(directory);
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Config[" + directory + ", port " + port + ", user " + user + "]";
    }
  }

  private ClickHouseServer(Config config, ServerProgram program) throws IOException {
    this.config = config;
    this.program = program;
    this.http = new HttpSql(config);
  }

  /**
   * Starts a server and waits until it answers queries.
   *
   * @throws IOException when the port is taken, the engine cannot be fetched, or the server does
   *     not start; the message says which, with the end of the log
   */
  public static ClickHouseServer start(Config config) throws IOException {
    int port = config.port() == 0 ? Ports.free() : config.port();
    ServerProgram program = ServerProgram.choose();
    program.prepare(config);
    Config actual =
        new Config(
            config.directory(),
            port,
            config.user(),
            config.password(),
            config.progress(),
            config.transport());
    ClickHouseServer server = new ClickHouseServer(actual, program);
    server.launch();
    return server;
  }

  private void launch() throws IOException {
    if (!Ports.isFree(config.port())) {
      throw new IOException(
          "port "
              + config.port()
              + " is taken: end the process that listens on it, or use another port for ClickHouse");
    }
    config.files().prepare();
    process = program.start(config);
    try {
      process.awaitReady(START_LIMIT, () -> query("SELECT 1").equals("1"));
      engine = program.name() + " " + query("SELECT version()");
    } catch (IOException e) {
      process.close();
      throw e;
    }
  }

  /** Address of the HTTP interface, without a path. */
  public String httpUrl() {
    return config.transport().scheme() + "://127.0.0.1:" + config.port();
  }

  /** JDBC URL of a database; user and password go into the connection's properties. */
  public String jdbcUrl(String database) {
    return "jdbc:clickhouse://127.0.0.1:"
        + config.port()
        + "/"
        + database
        + config.transport().jdbcParameters();
  }

  public int port() {
    return config.port();
  }

  public long pid() {
    return process.pid();
  }

  public GuardedProcess process() {
    return process;
  }

  /** What serves, with its version: {@code clickhouse 26.…} or {@code chDB 26.…}. */
  public String engine() {
    return engine;
  }

  /**
   * Runs one statement.
   *
   * @throws IOException with ClickHouse's own message when it fails
   */
  public void execute(String sql) throws IOException {
    query(sql);
  }

  /**
   * Runs one query.
   *
   * @return its result as TabSeparated text, without the last line end
   * @throws IOException with ClickHouse's own message when it fails
   */
  public String query(String sql) throws IOException {
    return http.post(sql);
  }

  /** Ends the server at once, as {@code kill -9} does. */
  public void kill() {
    process.kill();
  }

  /** Starts the server again, on the same port and data, ending it first when it still runs. */
  public void restart() throws IOException {
    process.close();
    launch();
  }

  /** Ends the server; its directory stays. */
  @Override
  public void close() {
    process.close();
  }
}

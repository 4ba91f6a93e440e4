package io.isomer.testing.e2e.compose;

import io.isomer.control.compose.ComposeAccess;
import io.isomer.control.compose.ComposeProject;
import io.isomer.control.compose.Container;
import io.isomer.control.compose.EnvFile;
import io.isomer.control.flink.FlinkRest;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.e2e.oracle.TableComparison;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.processes.Await;
import io.isomer.testing.processes.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stack of {@code docker-compose.yml}, as a project of its own, on free ports, with the images
 * that Docker has.
 */
final class ComposeStack implements AutoCloseable {

  static final Duration HEALING = Duration.ofMinutes(6);
  private static final Path HOME = Installation.locate().home();

  private final Path directory;
  private final EnvFile env;
  private final ComposeProject project;

  ComposeStack() throws IOException {
    directory = Files.createTempDirectory("isomer-compose");
    Path example = HOME.resolve(".env.example");
    Path path = directory.resolve(".env");
    EnvFile.create(path, example);
    String text = Files.readString(path);
    Set<Integer> chosen = new HashSet<>();
    for (String name : EnvFile.read(path).values().keySet()) {
      if (name.endsWith("_PORT")) {
        int port = Ports.free();
        while (!chosen.add(port)) {
          port = Ports.free();
        }
        text = text.replaceAll("(?m)^" + name + "=.*", name + "=" + port);
      }
    }
    text = text.replaceAll("(?m)^COMPOSE_PROFILES=.*", "COMPOSE_PROFILES=monitoring,autoheal");
    text =
        text.replaceAll(
            "(?m)^COMPOSE_PROJECT_NAME=.*",
            "COMPOSE_PROJECT_NAME=isomer-test-" + ProcessHandle.current().pid());
    Files.writeString(path, text);
    env = EnvFile.read(path);
    project = new ComposeProject(HOME, env);
  }

  ComposeProject project() {
    return project;
  }

  ComposeAccess access() throws IOException {
    return new ComposeAccess(Installation.locate(), env);
  }

  FlinkRest flink() throws IOException {
    return new FlinkRest(access());
  }

  /** The published ports, by the variable's name. */
  Map<String, Integer> ports() {
    Map<String, Integer> ports = new java.util.TreeMap<>();
    env.values()
        .forEach(
            (name, value) -> {
              if (name.endsWith("_PORT")) {
                ports.put(name, Integer.valueOf(value));
              }
            });
    return ports;
  }

  /** Runs the command isomer on this stack. */
  Run isomer(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Disomer.home=" + HOME,
                "-cp",
                System.getProperty("java.class.path"),
                "io.isomer.control.Isomer",
                "--compose",
                "--env-file",
                env.path().toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** What a program has printed, standard error included. */
  record Run(int exitCode, String output) {}

  static Run run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.println(output);
    return new Run(process.waitFor(), output);
  }

  /** {@code docker compose up -d} with more arguments, by the program that this machine has. */
  void up(String... arguments) throws IOException {
    if (project.up(arguments) != 0) {
      throw new IOException("the stack did not come up");
    }
  }

  /** Kills one container, which makes Docker forget its restart policy. */
  void kill(Container container) throws IOException, InterruptedException {
    docker("kill", container.name());
  }

  /** Runs Docker's own command; returns what it has printed. */
  String docker(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Run run = run(command);
    if (run.exitCode() != 0) {
      throw new IOException(command + ": " + run.output());
    }
    return run.output();
  }

  /** Waits until Docker, which keeps a few hundred events, no longer tells of this one. */
  void awaitForgotten(Container container, String event) {
    String name = "container=" + container.name();
    String[] events = {
      "events", "--since", "1h", "--until", "0s", "--filter", name, "--filter", "event=" + event
    };
    Await.until("Docker to forget the " + event, HEALING, () -> docker(events).isBlank());
  }

  /** Waits until each autoheal container has checked, at a time after this call. */
  void awaitAutohealChecks() throws IOException {
    Instant begin = Instant.now().plusSeconds(5); // no round takes longer
    for (Container autoheal : project.containers()) {
      if (autoheal.service().equals("autoheal")) {
        Await.until(
            autoheal.name() + " to check",
            HEALING,
            () ->
                Long.parseLong(
                        docker("exec", autoheal.name(), "stat", "-c", "%Y", "/tmp/autoheal")
                            .strip())
                    > begin.getEpochSecond());
      }
    }
  }

  Container container(String service) throws IOException {
    return project
        .running(service)
        .orElseThrow(() -> new IllegalStateException(service + " does not run"));
  }

  /** Makes changes that hit every path: rows come, change, move and go. */
  void change(String mark) throws IOException, SQLException {
    try (Connection connection = PostgresPart.connect(access());
        var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO dw_currency (currency_date, currency_code, currency_name, value_to_try)
          SELECT current_date, left('MARK', 20), 'row ' || n, sqrt(n) FROM generate_series(1, 500) n
          """
              .replace("MARK", mark));
      statement.execute(
          "UPDATE dw_currency SET value_to_try = value_to_try + 1"
              + " WHERE currency_name LIKE 'row %7'");
      statement.execute(
          "UPDATE dw_currency SET id = gen_random_uuid() WHERE currency_name LIKE 'row %43'");
      statement.execute("DELETE FROM dw_currency WHERE currency_name LIKE 'row %99'");
    }
  }

  /** Waits until both sides are equal, value by value; parts may be down meanwhile. */
  TableComparison.Result awaitEqual() {
    TableComparison.Result[] last = new TableComparison.Result[1];
    Await.until(
        "dw_currency to be equal on both sides",
        HEALING,
        () -> {
          last[0] = compare();
          return last[0].identical();
        },
        () -> String.valueOf(last[0]));
    return last[0];
  }

  private TableComparison.Result compare() throws IOException, SQLException {
    try (Connection connection = PostgresPart.connect(access())) {
      return new TableComparison(
              connection,
              new ClickHouseSql(access()),
              "public",
              "dw_currency",
              access().clickhouseDatabase() + ".dw_currency")
          .compare();
    }
  }

  /** Takes everything down, and its data with it. */
  @Override
  public void close() throws IOException {
    project.down(true);
    Files.deleteIfExists(env.path());
    Files.deleteIfExists(directory);
  }
}

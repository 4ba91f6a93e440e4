package io.isomer.testing.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.flink.FlinkRest;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.supervisor.StateFile;
import io.isomer.testing.e2e.oracle.TableComparison;
import io.isomer.testing.localstack.Directories;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.Secrets;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackPorts;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A stack that is brought up by {@code ./isomer} in a project directory of its own, whose
 * pipeline's file may be changed; everything else in it are links to the built project.
 */
final class OperationsStack {

  static final String JOB = "isomer-dw-currency";
  static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String DOCUMENTED_CONNECT = "127.0.0.1:18083";
  private static final String DOCUMENTED_UP = "./isomer up\n";
  private static final long COMMAND_MINUTES = 10;

  private final Path home;
  private final StackConfig config;
  private final String up;

  OperationsStack() throws Exception {
    Path project = Installation.locate().home();
    home = Files.createTempDirectory("isomer-operations").toRealPath();
    for (String linked :
        List.of(
            "pom.xml",
            "postgres-source",
            "verify",
            "control",
            "testing",
            "monitoring",
            "sql",
            "connectors")) {
      Files.createSymbolicLink(home.resolve(linked), project.resolve(linked));
    }
    Files.copy(project.resolve("isomer"), home.resolve("isomer"));
    assertThat(home.resolve("isomer").toFile().setExecutable(true)).isTrue();
    Path job = Files.createDirectory(home.resolve("flink-job"));
    Files.createSymbolicLink(job.resolve("target"), project.resolve("flink-job/target"));
    Files.copy(project.resolve("flink-job/pipeline.yaml"), job.resolve("pipeline.yaml"));
    Path stamp = Files.createDirectory(home.resolve("target")).resolve("isomer-built");
    Files.createFile(stamp); // built, whatever is changed here
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(86_400)));
    StackPorts ports = StackPorts.free();
    up =
        "./isomer up --postgres-port %d --kafka-port %d --kafka-controller-port %d --connect-port %d --flink-port %d --clickhouse-port %d"
            .formatted(
                ports.postgres(),
                ports.kafka(),
                ports.kafkaController(),
                ports.connect(),
                ports.flinkRest(),
                ports.clickhouse());
    run(up);
    Path directory = home.resolve(".isomer");
    config = new StackConfig(new Installation(home), directory, ports, Secrets.in(directory));
  }

  Path home() {
    return home;
  }

  StackConfig config() {
    return config;
  }

  FlinkRest flink() {
    return new FlinkRest(config);
  }

  /** A jar in the project directory: the job's, with one file more. */
  void makeJar(String name) throws IOException {
    Path jar = home.resolve(name);
    Files.copy(config.installation().jobJar(), jar);
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Files.writeString(zip.getPath("/" + name), "");
    }
  }

  /** Runs commands as they stand in the document, but for the ports, which must succeed. */
  String document(String block) throws Exception {
    return run(
        block
            .replace(DOCUMENTED_CONNECT, StackConfig.HOST + ":" + config.ports().connect())
            .replace(DOCUMENTED_UP, up + "\n"));
  }

  private String run(String script) throws Exception {
    Path output = home.resolve("output.txt");
    Process process =
        new ProcessBuilder("bash", "-eu", "-c", script)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(COMMAND_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as("ended in time: %s\n%s", script, printed).isTrue();
    assertThat(process.exitValue()).as("%s\n%s", script, printed).isZero();
    return printed;
  }

  void postgres(String... statements) throws SQLException {
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first value that a query gives. */
  String query(String sql) throws SQLException {
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Ends a part's process as a crash would. */
  void kill(PartName part) throws IOException {
    StateFile.read(config.directory())
        .orElseThrow()
        .part(part)
        .orElseThrow()
        .process()
        .running()
        .orElseThrow()
        .destroyForcibly();
  }

  /** The jar that the job runs from, and later starts take. */
  Path keptJar() {
    return config.flinkDirectory().resolve("job/job.jar");
  }

  String clickHouse(String sql) throws IOException {
    return new ClickHouseSql(config).execute(sql).stripTrailing();
  }

  void connector(String action) throws IOException {
    assertThat(Http.sendJson("PUT", connectorUrl() + "/" + action, "").ok()).isTrue();
  }

  String connectorStatus() throws IOException {
    return Http.get(connectorUrl() + "/status").body();
  }

  private String connectorUrl() {
    return config.connectUrl() + "/connectors/dw-currency";
  }

  String activeJob() throws IOException {
    return flink().activeJob(JOB).orElseThrow().id();
  }

  void awaitEqual() {
    TableComparison.Result[] last = new TableComparison.Result[1];
    Await.until(
        "dw_currency to be equal on both sides",
        LIMIT,
        () -> {
          try (Connection postgres = PostgresPart.connect(config)) {
            last[0] =
                new TableComparison(
                        postgres,
                        new ClickHouseSql(config),
                        "public",
                        "dw_currency",
                        "warehouse.dw_currency")
                    .compare();
          }
          return last[0].identical();
        },
        () -> String.valueOf(last[0]));
  }

  void remove() throws Exception {
    run("./isomer down --clean");
    Directories.delete(home);
  }
}

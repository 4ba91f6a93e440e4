package io.isomer.testing.e2e.recovery;

import io.isomer.control.flink.FlinkCluster;
import io.isomer.control.flink.LocalFlink;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import io.isomer.testing.processes.GuardedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The compose stack's program, on the local stack's servers: the built jar, started with
 * environment variables, a {@code flink} command and directories, as in a container.
 */
final class WatchdogProgram {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Path directory;
  private final Path jar;
  private final Map<String, String> environment;

  /**
   * @param directory for its files, which must exist
   */
  WatchdogProgram(StackConfig stack, Path directory) throws IOException {
    this.directory = directory;
    this.jar = stack.installation().home().resolve("control/target/isomer-watchdog.jar");
    FlinkCluster flink = new LocalFlink(stack);
    this.environment = new HashMap<>(flink.commandEnvironment());
    environment.put("FLINK_URL", stack.flinkUrl());
    environment.put("FLINK_COMMAND", flinkCommand(flink).toString());
    environment.put("FLINK_CHECKPOINTS", flink.checkpoints().toString());
    environment.put("FLINK_SAVEPOINTS", flink.savepoints().toString());
    environment.put("JOB_DIRECTORY", flink.jobDirectory().toString());
    environment.put("JOB_JAR", flink.builtJar().toString());
    environment.put("JOB_PIPELINE", flink.pipelineFile().toString());
    environment.put("CONNECT_URL", stack.connectUrl());
    environment.put("CONNECTORS", stack.installation().connectors().toString());
    environment.put("ALIVE_FILE", aliveFile().toString());
  }

  private Path flinkCommand(FlinkCluster flink) throws IOException {
    String line =
        flink.command(List.of()).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Path script =
        Files.writeString(directory.resolve("flink"), "#!/bin/sh\nexec " + line + " \"$@\"\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private Path aliveFile() {
    return directory.resolve("alive");
  }

  private List<String> line(String... arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> line = new ArrayList<>(List.of(java, "-Xmx64m", "-XX:+UseSerialGC", "-jar"));
    line.add(jar.toString());
    line.addAll(List.of(arguments));
    return line;
  }

  /** What a run has printed. */
  record Run(int exitCode, String output) {}

  /** Runs a command to its end. */
  Run run(String... arguments) throws Exception {
    Path output = Files.createTempFile(directory, arguments[0], ".txt");
    try (GuardedProcess process =
        GuardedProcess.start(arguments[0], line(arguments), environment, directory, output)) {
      int exitCode = process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      return new Run(exitCode, Files.readString(output));
    }
  }

  /** Starts to watch, until the process is closed. */
  GuardedProcess watch() throws IOException {
    return GuardedProcess.start(
        "watchdog", line("watch"), environment, directory, directory.resolve("watch.log"));
  }

  /** Waits until the watchdog has checked the job once more, from beginning to end. */
  void awaitCheck() throws IOException {
    for (int checks = 0; checks < 2; checks++) { // the first may have begun before
      Files.deleteIfExists(aliveFile());
      Await.until("the watchdog's check", LIMIT, () -> Files.exists(aliveFile()), this::log);
    }
  }

  /** All that the watchdog has printed. */
  String log() {
    try {
      return Files.readString(directory.resolve("watch.log"));
    } catch (IOException e) { // this is what was last seen
      return String.valueOf(e.getMessage());
    }
  }
}

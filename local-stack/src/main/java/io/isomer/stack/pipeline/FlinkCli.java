package io.isomer.stack.pipeline;

import io.isomer.stack.FlinkConfiguration;
import io.isomer.stack.JavaCommand;
import io.isomer.stack.StackConfig;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Flink's own command-line client, on this cluster and with the pipeline's environment. */
public final class FlinkCli {

  private final StackConfig config;

  public FlinkCli(StackConfig config) {
    this.config = config;
  }

  /** What a run has printed, standard error included. */
  public record Result(int exitCode, String output) {}

  /** Runs it with this process's own input and output; returns its exit code. */
  public int pass(List<String> arguments) throws IOException {
    return await(command(arguments).inheritIO().start());
  }

  /** Runs it and keeps what it prints. */
  public Result capture(String... arguments) throws IOException {
    Process process =
        command(List.of(arguments))
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(await(process), output);
  }

  private ProcessBuilder command(List<String> arguments) throws IOException {
    Path directory = config.flinkDirectory().resolve("cli");
    ProcessBuilder builder =
        new ProcessBuilder(
            FlinkConfiguration.open(JavaCommand.light())
                .with("-Xmx256m", "-Dlog.file=" + directory.resolve("cli.log"))
                .logging("log4j2-cli.properties", directory)
                .temporaryFilesIn(directory)
                .main(
                    config.installation().classPath("flink"),
                    "org.apache.flink.client.cli.CliFrontend",
                    arguments.toArray(String[]::new)));
    builder.environment().putAll(FlinkConfiguration.environment(config));
    builder.environment().putAll(environment(config));
    return builder;
  }

  /** What the pipeline's file takes from the environment. */
  private static Map<String, String> environment(StackConfig config) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS", config.kafkaBootstrapServers(),
        "CLICKHOUSE_URL", config.clickhouseJdbcUrl(),
        "CLICKHOUSE_USER", StackConfig.CLICKHOUSE_USER,
        "CLICKHOUSE_PASSWORD", config.secrets().clickhousePassword());
  }

  private static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the flink command ran", e);
    }
  }
}

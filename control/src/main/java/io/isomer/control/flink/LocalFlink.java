package io.isomer.control.flink;

import io.isomer.testing.localstack.FlinkConfiguration;
import io.isomer.testing.localstack.JavaCommand;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Flink in the local stack. */
public record LocalFlink(StackConfig stack) implements FlinkCluster {

  @Override
  public String flinkUrl() {
    return stack.flinkUrl();
  }

  @Override
  public List<String> command(List<String> arguments) throws IOException {
    return FlinkConfiguration.open(JavaCommand.light())
        .with("-Xmx256m", "-Dlog.file=" + commandDirectory().resolve("cli.log"))
        .logging("log4j2-cli.properties", commandDirectory())
        .temporaryFilesIn(commandDirectory())
        .main(
            stack.installation().classPath("flink"),
            "org.apache.flink.client.cli.CliFrontend",
            arguments.toArray(String[]::new));
  }

  /** Where Flink's configuration is, and the variables of the pipeline's file. */
  @Override
  public Map<String, String> commandEnvironment() {
    Map<String, String> environment = new HashMap<>(FlinkConfiguration.environment(stack));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", stack.kafkaBootstrapServers());
    environment.put("CLICKHOUSE_URL", stack.clickhouseJdbcUrl());
    environment.put("CLICKHOUSE_USER", stack.clickhouseUser());
    environment.put("CLICKHOUSE_PASSWORD", stack.clickhousePassword());
    return environment;
  }

  @Override
  public Path commandDirectory() {
    return stack.flinkDirectory().resolve("cli");
  }

  @Override
  public Path checkpoints() {
    return FlinkConfiguration.checkpoints(stack);
  }

  @Override
  public Path savepoints() {
    return FlinkConfiguration.savepoints(stack);
  }

  @Override
  public Path jobDirectory() {
    return stack.flinkDirectory().resolve("job");
  }

  @Override
  public Path builtJar() {
    return stack.installation().jobJar();
  }

  @Override
  public Path pipelineFile() {
    return stack.installation().pipelineConfig();
  }
}

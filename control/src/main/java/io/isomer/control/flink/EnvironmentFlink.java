package io.isomer.control.flink;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Flink cluster that environment variables describe. Without them it is the compose stack's, as
 * its own containers see it.
 */
public final class EnvironmentFlink implements FlinkCluster {

  private final Map<String, String> environment;

  /**
   * @param environment the variables, which Flink's command inherits as well
   */
  public EnvironmentFlink(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String flinkUrl() {
    return value("FLINK_URL", "http://jobmanager:8081");
  }

  @Override
  public List<String> command(List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(value("FLINK_COMMAND", "/opt/flink/bin/flink")));
    line.addAll(arguments);
    return line;
  }

  @Override
  public Map<String, String> commandEnvironment() {
    return Map.of();
  }

  @Override
  public Path commandDirectory() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  @Override
  public Path checkpoints() {
    return Path.of(value("FLINK_CHECKPOINTS", "/flink/checkpoints"));
  }

  @Override
  public Path savepoints() {
    return Path.of(value("FLINK_SAVEPOINTS", "/flink/savepoints"));
  }

  @Override
  public Path jobDirectory() {
    return Path.of(value("JOB_DIRECTORY", "/flink/job"));
  }

  @Override
  public Path builtJar() {
    return Path.of(value("JOB_JAR", "/opt/isomer/flink-job/target/isomer-flink-job.jar"));
  }

  @Override
  public Path pipelineFile() {
    return Path.of(value("JOB_PIPELINE", "/opt/isomer/flink-job/pipeline.yaml"));
  }

  private String value(String name, String otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() ? otherwise : value;
  }
}

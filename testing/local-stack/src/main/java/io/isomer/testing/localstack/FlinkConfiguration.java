package io.isomer.testing.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the JobManager, the TaskManager and the {@code flink} command share. */
public final class FlinkConfiguration {

  /** Task slots of the one TaskManager. */
  static final int SLOTS = 4;

  /** Flink reaches into the JDK for serialization; these are its distribution's own openings. */
  private static final List<String> OPENED_PACKAGES =
      List.of(
          "java.lang",
          "java.lang.reflect",
          "java.net",
          "java.io",
          "java.nio",
          "sun.nio.ch",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks");

  private FlinkConfiguration() {}

  public static Path checkpoints(StackConfig config) {
    return config.flinkDirectory().resolve("checkpoints");
  }

  public static Path savepoints(StackConfig config) {
    return config.flinkDirectory().resolve("savepoints");
  }

  /** The configuration directory, as {@link #write} has filled it. */
  public static Path directory(StackConfig config) {
    return config.flinkDirectory().resolve("conf");
  }

  /**
   * Writes {@code config.yaml}.
   *
   * @param rpcPort where the JobManager listens for the TaskManager
   */
  static void write(StackConfig config, int rpcPort) throws IOException {
    Files.createDirectories(config.flinkDirectory().resolve("plugins"));
    Path file =
        Resources.fill(
            "config.yaml",
            directory(config),
            Map.of(
                "rpcPort", rpcPort,
                "restPort", config.ports().flinkRest(),
                "slots", SLOTS,
                "tmp", Files.createDirectories(config.flinkDirectory().resolve("tmp")),
                "checkpoints", Files.createDirectories(checkpoints(config)).toUri(),
                "savepoints", Files.createDirectories(savepoints(config)).toUri()));
    Resources.append(file, ": ", config.security().flink());
  }

  /** The environment by which Flink finds its directories. */
  public static Map<String, String> environment(StackConfig config) {
    return Map.of(
        "FLINK_CONF_DIR", directory(config).toString(),
        "FLINK_PLUGINS_DIR", config.flinkDirectory().resolve("plugins").toString());
  }

  /** Adds the openings that Flink needs on Java 17. */
  public static JavaCommand open(JavaCommand java) {
    for (String opened : OPENED_PACKAGES) {
      java.with("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    return java;
  }
}

package io.isomer.control.ddl;

import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.JavaCommand;
import io.isomer.testing.localstack.StackAccess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the program that prints a pipeline's DDL. It gets a JVM of its own, with Flink's jars, which
 * read the pipeline's options.
 */
public final class DdlProcess {

  /** What the program has printed, standard error included. */
  public record Output(int exitCode, String text) {}

  private DdlProcess() {}

  /**
   * Prints the DDL for tables of a stack's PostgreSQL.
   *
   * @param pipeline the pipeline's file
   * @param tables patterns; none for the pipeline's own
   */
  public static Output of(StackAccess stack, Path pipeline, String... tables) throws IOException {
    ProcessBuilder program =
        program(stack.postgresJdbcUrl(), stack.postgresUser(), pipeline, List.of(tables));
    program.environment().putAll(environment(stack));
    Process process = program.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Output(await(process), text);
  }

  /** As {@link #of}, with this process's output; returns the exit code. */
  public static int pass(StackAccess stack, Path pipeline, List<String> tables) throws IOException {
    ProcessBuilder program =
        program(stack.postgresJdbcUrl(), stack.postgresUser(), pipeline, tables);
    program.environment().putAll(environment(stack));
    return await(program.inheritIO().start());
  }

  /** As {@link #pass}, for another PostgreSQL; its password is in {@code PGPASSWORD}. */
  public static int pass(String url, String user, Path pipeline, List<String> tables)
      throws IOException {
    return await(program(url, user, pipeline, tables).inheritIO().start());
  }

  private static Map<String, String> environment(StackAccess stack) {
    String address = stack.clickhouseUrl().substring(stack.clickhouseUrl().indexOf("//"));
    return Map.of(
        "PGPASSWORD", stack.postgresPassword(),
        "KAFKA_BOOTSTRAP_SERVERS", stack.kafkaBootstrapServers(),
        "CLICKHOUSE_URL", "jdbc:clickhouse:" + address + "/" + stack.clickhouseDatabase(),
        "CLICKHOUSE_USER", stack.clickhouseUser(),
        "CLICKHOUSE_PASSWORD", stack.clickhousePassword());
  }

  private static ProcessBuilder program(String url, String user, Path pipeline, List<String> tables)
      throws IOException {
    Installation installation = Installation.locate();
    String classPath =
        String.join(
            File.pathSeparator,
            System.getProperty("java.class.path"),
            installation.classPath("flink"),
            installation.jobJar().toString());
    List<String> arguments = new ArrayList<>(List.of(url, user, "--config", pipeline.toString()));
    if (!tables.isEmpty()) {
      // instead of the pipeline's, whatever its topics are
      arguments.addAll(List.of("--tables.include", String.join(",", tables)));
    }
    return new ProcessBuilder(
        JavaCommand.light()
            .with("-Xmx256m")
            .main(classPath, "io.isomer.control.ddl.DdlProgram", arguments.toArray(String[]::new)));
  }

  private static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the statements were made", e);
    }
  }
}

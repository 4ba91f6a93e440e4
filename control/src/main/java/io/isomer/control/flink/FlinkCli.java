package io.isomer.control.flink;

import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.GuardedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's own command-line client, on this cluster and with the pipeline's environment. */
public final class FlinkCli {

  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");

  private final FlinkCluster cluster;

  public FlinkCli(FlinkCluster cluster) {
    this.cluster = cluster;
  }

  /** On the local stack. */
  public FlinkCli(StackConfig stack) {
    this(new LocalFlink(stack));
  }

  /** What a run has printed, standard error included. */
  public record Result(int exitCode, String output) {}

  /** Runs it with this process's own input and output; returns its exit code. */
  public int pass(List<String> arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(cluster.command(arguments));
    builder.environment().putAll(cluster.commandEnvironment());
    return await(builder.inheritIO().start());
  }

  /** Runs it and keeps what it prints. It ends with this process. */
  public Result capture(String... arguments) throws IOException {
    Path directory = Files.createDirectories(cluster.commandDirectory());
    Path output = Files.createTempFile(directory, "output", ".txt");
    try (GuardedProcess process =
        GuardedProcess.start(
            "flink",
            cluster.command(List.of(arguments)),
            cluster.commandEnvironment(),
            directory,
            output)) {
      int exitCode = process.onExit().get();
      return new Result(exitCode, Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the flink command ran", e);
    } catch (ExecutionException e) {
      throw new IOException("the flink command ended strangely", e.getCause());
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /**
   * Submits a pipeline's job and returns when Flink has accepted it.
   *
   * @param config the pipeline's file
   * @param options the job's own, such as {@code --kafka.topics}, each followed by its value
   * @return the job's id
   * @throws FlinkCommandException when Flink refuses the job
   */
  public String run(Path jar, Path config, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--config", config.toString()));
    arguments.addAll(List.of(options));
    return run(List.of(), jar, arguments);
  }

  /**
   * Submits a job and returns when Flink has accepted it.
   *
   * @param options of {@code flink run}, such as {@code -p}, each followed by its value
   * @param arguments the job's own
   * @return the job's id
   * @throws FlinkCommandException when Flink refuses the job
   */
  public String run(List<String> options, Path jar, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("run", "-d"));
    line.addAll(options);
    line.add(jar.toString());
    line.addAll(arguments);
    return find(SUBMITTED, "flink run", capture(line.toArray(String[]::new)));
  }

  /**
   * Stops a job with a savepoint.
   *
   * @param directory where the savepoint is to be
   * @return the savepoint's path
   * @throws FlinkCommandException when the job cannot be stopped
   */
  public String stop(String job, Path directory) throws IOException {
    Result result = capture("stop", "--savepointPath", directory.toUri().toString(), job);
    return find(SAVEPOINT, "flink stop", result);
  }

  private static String find(Pattern pattern, String command, Result result)
      throws FlinkCommandException {
    Matcher matcher = pattern.matcher(result.output());
    if (result.exitCode() != 0 || !matcher.find()) {
      throw new FlinkCommandException(command, result);
    }
    return matcher.group(1);
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

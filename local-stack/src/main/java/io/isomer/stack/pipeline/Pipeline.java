package io.isomer.stack.pipeline;

import io.isomer.process.Await;
import io.isomer.stack.PostgresPart;
import io.isomer.stack.StackConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps that make a pipeline of a running stack; each can be repeated without harm. */
public final class Pipeline {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");

  private final StackConfig config;
  private final FlinkCli cli;
  private final FlinkRest flink;

  public Pipeline(StackConfig config) {
    this.config = config;
    this.cli = new FlinkCli(config);
    this.flink = new FlinkRest(config);
  }

  /** Does all steps, one after the other, and waits until the pipeline is ready. */
  public void deploy() throws IOException, SQLException {
    createSourceTables();
    createTargetTables();
    createTopics();
    registerConnectors();
    awaitConnectors();
    awaitJob(submitJob(RestorePoint.newest(config)));
  }

  /** Runs the scripts of {@code sql/postgres}. */
  public void createSourceTables() throws IOException, SQLException {
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement()) {
      for (String sql : SqlScript.statementsIn(config.installation().sql("postgres"))) {
        statement.execute(sql);
      }
    }
  }

  /** Runs the scripts of {@code sql/clickhouse}. */
  public void createTargetTables() throws IOException {
    ClickHouseSql clickhouse = new ClickHouseSql(config);
    for (String sql : SqlScript.statementsIn(config.installation().sql("clickhouse"))) {
      clickhouse.execute(sql);
    }
  }

  public void createTopics() throws IOException {
    Topics.create(config, connectors());
  }

  public void registerConnectors() throws IOException {
    for (Connector connector : connectors()) {
      connector.register(config);
    }
  }

  public void awaitConnectors() throws IOException {
    for (Connector connector : connectors()) {
      connector.awaitRunning(config);
    }
  }

  private List<Connector> connectors() throws IOException {
    return Connector.in(config.installation().connectors());
  }

  /**
   * Submits the job by {@code flink run}, unless one is active already.
   *
   * @param restorePoint the savepoint or checkpoint to go on from
   * @return the job's id
   * @throws IOException with what the command has printed when it fails
   */
  public String submitJob(Optional<Path> restorePoint) throws IOException {
    Optional<FlinkRest.Job> active = flink.activeJob();
    if (active.isPresent()) {
      return active.get().id();
    }
    List<String> arguments = new ArrayList<>(List.of("run", "-d"));
    // claimed: Flink deletes it when a newer checkpoint has taken its place
    restorePoint.ifPresent(
        path -> arguments.addAll(List.of("-s", path.toUri().toString(), "-claimMode", "CLAIM")));
    arguments.add(config.installation().jobJar().toString());
    arguments.addAll(List.of("--config", config.installation().pipelineConfig().toString()));
    return match("flink run", SUBMITTED, cli.capture(arguments.toArray(String[]::new)));
  }

  /** Waits until every task of the job runs and a checkpoint has completed. */
  public void awaitJob(String job) throws IOException {
    Await.until(
        "job " + job + " to run",
        LIMIT,
        () -> {
          refuseEnded(job);
          return flink.allTasksRunning(job);
        },
        () -> failure(job));
    flink.triggerCheckpoint(job);
    Await.until(
        "the job's first checkpoint",
        LIMIT,
        () -> {
          refuseEnded(job);
          return flink.lastCheckpoint(job).isPresent();
        },
        () -> failure(job));
  }

  private void refuseEnded(String job) throws IOException {
    if (flink.jobs().stream().anyMatch(j -> j.id().equals(job) && !j.active())) {
      throw new Await.AbortedException("the job has failed: " + failure(job));
    }
  }

  private String failure(String job) {
    try {
      return flink.failure(job);
    } catch (IOException e) { // this is what was last seen
      return String.valueOf(e.getMessage());
    }
  }

  /**
   * Stops the active job with a savepoint, by {@code flink stop}.
   *
   * @return where the savepoint is; none when no job is active
   */
  public Optional<String> stopJob() throws IOException {
    Optional<FlinkRest.Job> active = flink.activeJob();
    if (active.isEmpty()) {
      return Optional.empty();
    }
    String directory = io.isomer.stack.FlinkConfiguration.savepoints(config).toUri().toString();
    FlinkCli.Result result = cli.capture("stop", "--savepointPath", directory, active.get().id());
    return Optional.of(match("flink stop", SAVEPOINT, result));
  }

  private static String match(String command, Pattern pattern, FlinkCli.Result result)
      throws IOException {
    Matcher matcher = pattern.matcher(result.output());
    if (result.exitCode() != 0 || !matcher.find()) {
      throw new IOException(
          command + " ended with exit code " + result.exitCode() + ":\n" + result.output().strip());
    }
    return matcher.group(1);
  }
}

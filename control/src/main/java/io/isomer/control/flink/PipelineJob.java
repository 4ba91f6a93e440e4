package io.isomer.control.flink;

import io.isomer.control.options.PipelineFile;
import io.isomer.testing.localstack.FlinkConfiguration;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pipeline's job: submitted and stopped by Flink's own command, watched by its REST interface.
 */
public final class PipelineJob {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  /**
   * What Flink says when its JobManager has the job and cannot make it ready, which is where it
   * reads the savepoint or checkpoint.
   */
  private static final String NOT_INITIALIZED =
      "org.apache.flink.runtime.client.JobInitializationException";

  private final StackConfig config;
  private final FlinkCli cli;
  private final FlinkRest flink;
  private final JobStore store;

  public PipelineJob(StackConfig config) {
    this.config = config;
    this.cli = new FlinkCli(config);
    this.flink = new FlinkRest(config);
    this.store = new JobStore(config);
  }

  /**
   * Starts the job, unless it is active already, and waits until it runs.
   *
   * @param restorePoint the savepoint or checkpoint to go on from
   * @throws IOException with what Flink's command has printed when it fails
   */
  public void start(Optional<Path> restorePoint) throws IOException {
    store.locked(
        () -> {
          Path jar = store.jarToStart();
          awaitRunning(submit(restorePoint));
          store.keep(jar);
          return jar;
        });
  }

  /**
   * Submits the job by {@code flink run}, unless one is active already.
   *
   * @param restorePoint the savepoint or checkpoint to go on from
   * @return the job's id
   * @throws RefusedRestorePointException when the job cannot go on from there
   * @throws IOException with what the command has printed when it fails
   */
  public String submit(Optional<Path> restorePoint) throws IOException {
    return store.locked(
        () -> {
          Optional<FlinkRest.Job> active = active();
          return active.isPresent()
              ? remember(active.get().id())
              : run(store.jarToStart(), restorePoint, store.parallelism());
        });
  }

  /** Submits a job from a jar, whatever runs already. */
  String run(Path jar, Optional<Path> restorePoint, Optional<String> parallelism)
      throws IOException {
    List<String> options = new ArrayList<>();
    parallelism.ifPresent(width -> options.addAll(List.of("-p", width)));
    restorePoint.ifPresent(
        path -> options.addAll(List.of("-s", path.toUri().toString(), "-claimMode", claim(path))));
    Path file = config.installation().pipelineConfig();
    try {
      return remember(cli.run(options, jar, List.of("--config", file.toString())));
    } catch (FlinkCommandException e) {
      if (restorePoint.isEmpty()) {
        throw e;
      }
      FlinkCommandException named = e.of("flink run, going on from " + restorePoint.get() + ",");
      throw e.output().contains(NOT_INITIALIZED)
          ? new RefusedRestorePointException(named.getMessage())
          : named;
    }
  }

  /** Notes the id, by which the job's checkpoints are found when no JobManager knows it. */
  public String remember(String id) throws IOException {
    store.remember(id, flink.parallelism(id));
    return id;
  }

  /** The job's name in Flink. */
  public String name() throws IOException {
    return PipelineFile.jobName(config.installation().pipelineConfig());
  }

  /**
   * A claimed checkpoint is deleted by Flink when a newer one has taken its place. A savepoint may
   * be a person's own, and stays.
   */
  private String claim(Path restorePoint) {
    return restorePoint.startsWith(FlinkConfiguration.checkpoints(config)) ? "CLAIM" : "NO_CLAIM";
  }

  /** Waits until every task of the job runs and a checkpoint has completed. */
  public void awaitRunning(String job) throws IOException {
    awaitRunning(job, LIMIT);
  }

  void awaitRunning(String job, Duration limit) throws IOException {
    Await.until(
        "job " + job + " to run",
        limit,
        () -> {
          refuseEnded(job);
          return flink.allTasksRunning(job);
        },
        () -> failure(job));
    flink.triggerCheckpoint(job);
    Await.until(
        "the job's first checkpoint",
        limit,
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
  public Optional<String> stop() throws IOException {
    return store.locked(
        () -> {
          Optional<FlinkRest.Job> active = active();
          return active.isEmpty() ? Optional.empty() : Optional.of(stop(active.get().id()));
        });
  }

  /** The pipeline's job that runs; none when there is none. */
  Optional<FlinkRest.Job> active() throws IOException {
    return flink.activeJob(name());
  }

  /** Ends the active job, if there is one, without a savepoint, and waits until it has ended. */
  void cancel() throws IOException {
    Optional<FlinkRest.Job> active = active();
    if (active.isPresent()) {
      cli.capture("cancel", active.get().id());
      Await.until("the job to end", LIMIT, () -> active().isEmpty());
    }
  }

  private String stop(String job) throws IOException {
    remember(job); // a person may have submitted it
    return cli.stop(job, FlinkConfiguration.savepoints(config));
  }
}

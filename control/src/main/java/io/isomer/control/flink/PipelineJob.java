package io.isomer.control.flink;

import io.isomer.control.options.PipelineFile;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The pipeline's job: submitted and stopped by Flink's own command, watched by its REST interface.
 */
public final class PipelineJob {

  private static final int RESTORE_POINTS = 3;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /**
   * What Flink says when its JobManager has the job and cannot make it ready, which is where it
   * reads the savepoint or checkpoint.
   */
  private static final String NOT_INITIALIZED =
      "org.apache.flink.runtime.client.JobInitializationException";

  private final FlinkCluster cluster;
  private final FlinkCli cli;
  private final FlinkRest flink;
  private final JobStore store;

  public PipelineJob(FlinkCluster cluster) {
    this.cluster = cluster;
    this.cli = new FlinkCli(cluster);
    this.flink = new FlinkRest(cluster);
    this.store = new JobStore(cluster);
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

  /**
   * Starts the job from its newest restore point, unless it is active already, and waits until it
   * runs. The jar is the built one if it is new, else the one that ran last.
   *
   * @return the job's id
   * @throws IOException with what Flink's command has printed when it fails
   */
  public String startFromNewest(Consumer<String> log) throws IOException {
    return store.locked(
        () -> {
          Optional<FlinkRest.Job> active = active();
          if (active.isPresent()) {
            return remember(active.get().id());
          }
          Path jar = store.jarToStart();
          if (!Files.exists(jar)) {
            throw new IOException(jar + " is missing: build it with 'mvn -DskipTests package'");
          }
          String id = resume(jar, log);
          awaitRunning(id);
          store.keep(jar);
          return id;
        });
  }

  /**
   * Submits the job again that a JobManager has lost, with the jar that ran last, and does not wait
   * until it runs.
   *
   * @return the job's id
   * @throws IOException with what Flink's command has printed when it fails
   */
  public String recover(Consumer<String> log) throws IOException {
    return store.locked(() -> resume(store.jarToRecover(), log));
  }

  /**
   * Submits the job from the newest restore point that Flink accepts. Any other failure, such as an
   * unavailable Kafka, may be temporary and does not justify an older one.
   */
  private String resume(Path jar, Consumer<String> log) throws IOException {
    List<Path> points = RestorePoint.newestFirst(cluster).stream().limit(RESTORE_POINTS).toList();
    if (points.isEmpty()) {
      log.accept("job " + name() + " starts from the beginning of its topics");
      return run(jar, Optional.empty(), store.parallelism());
    }
    RefusedRestorePointException refused = null;
    for (Path point : points) {
      log.accept("job " + name() + " resumes from " + point);
      try {
        return run(jar, Optional.of(point), store.parallelism());
      } catch (RefusedRestorePointException e) { // an older one gives the same rows
        log.accept(String.valueOf(e.getMessage()));
        refused = e;
      }
    }
    throw refused;
  }

  /** Submits a job from a jar, whatever runs already. */
  String run(Path jar, Optional<Path> restorePoint, Optional<String> parallelism)
      throws IOException {
    List<String> options = new ArrayList<>();
    parallelism.ifPresent(width -> options.addAll(List.of("-p", width)));
    restorePoint.ifPresent(
        path -> options.addAll(List.of("-s", path.toUri().toString(), "-claimMode", claim(path))));
    Path file = cluster.pipelineFile();
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
    return PipelineFile.jobName(cluster.pipelineFile());
  }

  /**
   * A claimed checkpoint is deleted by Flink when a newer one has taken its place. A savepoint may
   * be a person's own, and stays.
   */
  private String claim(Path restorePoint) {
    return restorePoint.startsWith(cluster.checkpoints()) ? "CLAIM" : "NO_CLAIM";
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
   * Stops the active job with a savepoint, by {@code flink stop}. It stays stopped until it is
   * started again.
   *
   * @return where the savepoint is; none when no job is active
   */
  public Optional<String> stop() throws IOException {
    return store.locked(
        () -> {
          Optional<FlinkRest.Job> active = active();
          if (active.isEmpty()) {
            return Optional.empty();
          }
          String savepoint = stop(active.get().id());
          store.setStopped(true);
          return Optional.of(savepoint);
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

  /** Stops a job with a savepoint, and returns where that is. */
  String stop(String job) throws IOException {
    remember(job); // a person may have submitted it
    return cli.stop(job, cluster.savepoints());
  }
}

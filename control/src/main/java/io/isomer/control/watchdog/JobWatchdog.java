package io.isomer.control.watchdog;

import io.isomer.control.flink.FlinkRest;
import io.isomer.control.flink.JobStore;
import io.isomer.control.flink.PipelineJob;
import io.isomer.control.flink.RefusedRestorePointException;
import io.isomer.control.flink.RestorePoint;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives a JobManager that has come back its job again, from the newest checkpoint: a session
 * cluster without ZooKeeper or Kubernetes forgets its jobs with its JobManager. A job that somebody
 * has stopped, or that has failed for good, stays as it is until it is started.
 */
public final class JobWatchdog implements AutoCloseable {

  private static final long PAUSE_MILLIS = 1000;
  private static final int RESTORE_POINTS = 3;

  private final StackConfig config;
  private final PipelineJob job;
  private final FlinkRest flink;
  private final JobStore store;
  private final Consumer<String> log;
  private final WatchdogThread thread;
  private boolean wanted = true;

  /**
   * @param log hears what it does, and why a job does not run
   */
  public JobWatchdog(StackConfig config, Consumer<String> log) {
    this.config = config;
    this.job = new PipelineJob(config);
    this.flink = new FlinkRest(config);
    this.store = new JobStore(config);
    this.log = log;
    this.thread = new WatchdogThread("the job", PAUSE_MILLIS, () -> store.locked(this::look), log);
  }

  /** Begins to watch the job, which runs by now. */
  public void start() {
    thread.start();
  }

  private boolean look() throws IOException {
    String name = job.name();
    List<FlinkRest.Job> jobs =
        flink.jobs().stream().filter(each -> each.name().equals(name)).toList();
    Optional<FlinkRest.Job> active = jobs.stream().filter(FlinkRest.Job::active).findFirst();
    if (active.isPresent()) {
      wanted = true;
      job.remember(active.get().id());
    } else if (!jobs.isEmpty()) {
      leave(jobs.get(0));
    } else if (wanted && flink.freeSlots() > 0) {
      resume(name);
    }
    return wanted;
  }

  private void leave(FlinkRest.Job ended) throws IOException {
    if (wanted) {
      log.accept(
          "job %s is %s, and stays so until it is started again. %s"
              .formatted(ended.name(), ended.state(), flink.failure(ended.id())));
    }
    wanted = false;
  }

  /** What else keeps the job from starting, as Kafka that does not answer, may pass by itself. */
  private void resume(String name) throws IOException {
    List<Path> points = RestorePoint.newestFirst(config).stream().limit(RESTORE_POINTS).toList();
    if (points.isEmpty()) {
      log.accept("the JobManager has no job " + name + ": it starts from its topics' beginning");
      resumeFrom(Optional.empty());
      return;
    }
    RefusedRestorePointException refused = null;
    for (Path point : points) {
      log.accept("the JobManager has no job " + name + ": it goes on from " + point);
      try {
        resumeFrom(Optional.of(point));
        return;
      } catch (RefusedRestorePointException e) { // an older one may be whole, with the same rows
        log.accept(String.valueOf(e.getMessage()));
        refused = e;
      }
    }
    throw refused;
  }

  /** Does not wait until it runs, as nobody could stop the job meanwhile: Flink goes on trying. */
  private void resumeFrom(Optional<Path> point) throws IOException {
    log.accept("the job's id is " + job.submit(point));
  }

  /** From now on the job stays as it is. */
  @Override
  public void close() {
    thread.close();
  }
}

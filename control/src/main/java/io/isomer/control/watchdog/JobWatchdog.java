package io.isomer.control.watchdog;

import io.isomer.control.flink.FlinkCluster;
import io.isomer.control.flink.FlinkRest;
import io.isomer.control.flink.JobStore;
import io.isomer.control.flink.PipelineJob;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Resubmits the job from its newest checkpoint after a JobManager restart: a session cluster
 * without ZooKeeper or Kubernetes loses its jobs with its JobManager. A job that a user stopped, or
 * that has failed for good, stays so until it is started.
 */
public final class JobWatchdog implements AutoCloseable {

  private static final long PAUSE_MILLIS = 1000;

  /** A JobManager that shuts down suspends its jobs; the next one does not know them. */
  private static final String SUSPENDED = "SUSPENDED";

  private final PipelineJob job;
  private final FlinkRest flink;
  private final JobStore store;
  private final Consumer<String> log;
  private final WatchdogThread thread;

  /**
   * @param log takes what it does, and why a job does not run
   */
  public JobWatchdog(FlinkCluster cluster, Consumer<String> log) {
    this(cluster, log, () -> {});
  }

  /**
   * @param log takes what it does, and why a job does not run
   * @param checked runs after each successful check
   */
  public JobWatchdog(FlinkCluster cluster, Consumer<String> log, WatchdogThread.Look checked) {
    this.job = new PipelineJob(cluster);
    this.flink = new FlinkRest(cluster);
    this.store = new JobStore(cluster);
    this.log = log;
    this.thread = new WatchdogThread("the job", PAUSE_MILLIS, () -> check(checked), log);
  }

  /** Starts to watch the job. */
  public void start() {
    thread.start();
  }

  private void check(WatchdogThread.Look checked) throws IOException {
    store.locked(this::look);
    checked.look();
  }

  private boolean look() throws IOException {
    String name = job.name();
    List<FlinkRest.Job> jobs =
        flink.jobs().stream().filter(each -> each.name().equals(name)).toList();
    Optional<FlinkRest.Job> active = jobs.stream().filter(FlinkRest.Job::active).findFirst();
    if (active.isPresent()) {
      job.remember(active.get().id());
    } else if (!jobs.isEmpty()) {
      leave(jobs.get(0));
    } else if (!store.stopped() && flink.freeSlots() > 0) {
      log.accept("the JobManager has no job " + name);
      // without waiting until it runs, which would keep users from stopping it: Flink retries
      log.accept("the job's id is " + job.recover(log));
    }
    return !store.stopped();
  }

  private void leave(FlinkRest.Job ended) throws IOException {
    if (!store.stopped() && !ended.state().equals(SUSPENDED)) {
      log.accept(
          "job %s is %s, and stays so until it is started again. %s"
              .formatted(ended.name(), ended.state(), flink.failure(ended.id())));
      store.setStopped(true);
    }
  }

  /** From now on the job stays as it is. */
  @Override
  public void close() {
    thread.close();
  }
}

package io.isomer.control.flink;

import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts another jar in the running job's place: stops with a savepoint and goes on from it. When the
 * new jar does not come up, the old one goes on from the same savepoint.
 */
public final class JobUpgrade {

  private final PipelineJob job;
  private final JobStore store;
  private final Duration patience;
  private final Consumer<String> progress;

  /**
   * @param patience how long the new job may take until all of it runs, and again until it has
   *     completed a checkpoint
   * @param progress hears of each step
   */
  public JobUpgrade(FlinkCluster cluster, Duration patience, Consumer<String> progress) {
    this.job = new PipelineJob(cluster);
    this.store = new JobStore(cluster);
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Upgrades.
   *
   * @return whether the job runs from the new jar; if not, it runs from the old one again
   * @throws IOException when there is nothing to upgrade, or not even the old jar comes up
   */
  public boolean to(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IOException("there is no jar " + jar);
    }
    return store.locked(() -> upgrade(jar)); // whoever looks after the job looks away meanwhile
  }

  private boolean upgrade(Path jar) throws IOException {
    String name = job.name();
    String active =
        job.active()
            .orElseThrow(() -> new IOException("no job " + name + " runs: start it first"))
            .id();
    if (store.isKept(jar)) {
      progress.accept("The job runs from this very jar already.");
      return true;
    }
    String savepoint = job.stop(active);
    progress.accept("Stopped, with the savepoint " + savepoint);
    Optional<Path> point = Optional.of(Path.of(java.net.URI.create(savepoint)));
    try {
      String id = job.run(jar, point, store.parallelism());
      job.awaitRunning(id, patience);
      store.keep(jar);
      progress.accept("Upgraded: job " + id + " runs from " + jar);
      return true;
    } catch (IOException | Await.AwaitTimeoutException | Await.AbortedException e) {
      progress.accept("The new jar does not come up, the old one goes on: " + e.getMessage());
    }
    goBack(point);
    return false;
  }

  private void goBack(Optional<Path> point) throws IOException {
    try {
      job.cancel();
      String id = job.run(store.keptJar(), point, store.parallelism());
      job.awaitRunning(id); // with patience of its own: it has run before
      progress.accept("Not upgraded: job " + id + " runs from the old jar again");
    } catch (IOException | Await.AwaitTimeoutException | Await.AbortedException e) {
      throw new IOException(
          "the old jar does not come up either, from "
              + point.orElseThrow()
              + ": "
              + e.getMessage(),
          e);
    }
  }
}

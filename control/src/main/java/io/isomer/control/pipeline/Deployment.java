package io.isomer.control.pipeline;

import io.isomer.postgressource.preflight.Finding;
import io.isomer.testing.localstack.PartName;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Does each step of a {@link Pipeline} as soon as the parts and steps that it needs are ready. */
public final class Deployment {

  private final Pipeline pipeline;
  private final BiConsumer<String, Duration> done;
  private final long begin = System.nanoTime();
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();

  /**
   * A deployment.
   *
   * @param done hears of each finished step and how long after the beginning that was
   */
  public Deployment(Pipeline pipeline, BiConsumer<String, Duration> done) {
    this.pipeline = pipeline;
    this.done = done;
  }

  private interface Action {
    void run() throws Exception;
  }

  /**
   * Deploys, and waits until records flow.
   *
   * @param ready tells when a part serves
   * @param restorePoint what the job goes on from
   * @throws IOException what the first failed step says
   */
  public void run(Function<PartName, CompletableFuture<Void>> ready, Optional<Path> restorePoint)
      throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool(Deployment::daemon);
    CompletableFuture<Void> source =
        step(
            "source tables", threads, pipeline::createSourceTables, ready.apply(PartName.POSTGRES));
    CompletableFuture<Void> target =
        step(
            "target tables",
            threads,
            pipeline::createTargetTables,
            ready.apply(PartName.CLICKHOUSE));
    CompletableFuture<Void> topics =
        step("topics", threads, pipeline::createTopics, ready.apply(PartName.KAFKA));
    CompletableFuture<Void> connectors =
        step("connector", threads, this::connect, source, topics, ready.apply(PartName.CONNECT));
    CompletableFuture<Void> job =
        step(
            "job",
            threads,
            () -> runJob(restorePoint),
            target,
            topics,
            ready.apply(PartName.JOBMANAGER),
            ready.apply(PartName.TASKMANAGER));
    CompletableFuture.allOf(connectors, job).thenRun(() -> outcome.complete(null));
    try {
      outcome.join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Warnings are for 'isomer check' to tell; what stops or falsifies replication stops here. */
  private void connect() throws IOException, SQLException {
    List<String> errors =
        pipeline.checkSource().stream()
            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
            .map(finding -> finding.subject() + ": " + finding.message())
            .toList();
    if (!errors.isEmpty()) {
      throw new IOException("the source is not ready:\n  " + String.join("\n  ", errors));
    }
    pipeline.registerConnectors();
    pipeline.awaitConnectors();
  }

  private void runJob(Optional<Path> restorePoint) throws IOException {
    pipeline.job().start(restorePoint);
  }

  private CompletableFuture<Void> step(
      String name, ExecutorService threads, Action action, CompletableFuture<?>... needs) {
    CompletableFuture<Void> step =
        CompletableFuture.allOf(needs).thenRunAsync(() -> perform(name, action), threads);
    // at once: allOf would report a failure only after every other step has come to its end
    for (CompletableFuture<?> need : needs) {
      need.whenComplete((nothing, failure) -> fail(failure));
    }
    step.whenComplete((nothing, failure) -> fail(failure));
    return step;
  }

  private void perform(String name, Action action) {
    try {
      action.run();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
    done.accept(name, Duration.ofNanos(System.nanoTime() - begin));
  }

  private void fail(Throwable failure) {
    if (failure != null) {
      boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
      outcome.completeExceptionally(wrapped ? failure.getCause() : failure);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "deployment");
    thread.setDaemon(true);
    return thread;
  }
}

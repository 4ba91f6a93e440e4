package io.isomer.benchmarks.drain;

import io.isomer.benchmarks.data.TopicFiller.Filled;
import io.isomer.benchmarks.measure.FlightRecording;
import io.isomer.benchmarks.measure.ProcessMeter;
import io.isomer.testing.localstack.LocalStack;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lets one contestant drain one dataset, once: into new tables, in a TaskManager of its own, with
 * the time taken from outside by looking into ClickHouse. A run whose views are not what was sent
 * is no result but an error.
 */
public final class DrainRun {

  private static final List<PartName> MEASURED =
      List.of(PartName.TASKMANAGER, PartName.KAFKA, PartName.CLICKHOUSE);
  private static final Duration STATE_INTERVAL = Duration.ofSeconds(1);

  private final LocalStack stack;
  private final Duration limit;
  private final Optional<Path> recordings;

  /**
   * @param limit for one run
   * @param recordings where recordings of the TaskManager go; empty for none
   */
  public DrainRun(LocalStack stack, Duration limit, Optional<Path> recordings) {
    this.stack = stack;
    this.limit = limit;
    this.recordings = recordings;
  }

  /**
   * @param name of the run, for the recording's file
   * @throws Await.AbortedException when the contestant fails, or its result is not what was sent
   */
  public DrainResult run(Contestant contestant, Filled filled, String name) throws IOException {
    DrainTarget target = new DrainTarget(stack.config(), filled);
    target.create();
    stack.part(PartName.TASKMANAGER).restart();
    Map<PartName, ProcessMeter> meters = new EnumMap<>(PartName.class);
    for (PartName part : MEASURED) {
      ProcessMeter meter = new ProcessMeter(stack.part(part).pid());
      meter.forgetPeak();
      meters.put(part, meter);
    }
    int changes = filled.dataset().workload().changes();
    ProgressWatch watch = new ProgressWatch(target, changes, meters);
    FlightRecording recording = recording(name);
    CompletableFuture<Void> done = watch.start(limit);
    try (Contestant.Run run = contestant.start(filled.dataset())) {
      await(run, done);
      return watch.result();
    } finally {
      done.cancel(false);
      recording.close();
    }
  }

  private FlightRecording recording(String name) throws IOException {
    Part taskManager = stack.part(PartName.TASKMANAGER);
    return recordings.isEmpty()
        ? FlightRecording.NONE
        : FlightRecording.start(taskManager.pid(), recordings.get().resolve(name + ".jfr"));
  }

  private void await(Contestant.Run run, CompletableFuture<Void> done) {
    long[] due = {System.nanoTime() + STATE_INTERVAL.toNanos()};
    Await.until(
        "the end",
        limit.plusSeconds(1),
        () -> {
          if (System.nanoTime() > due[0]) {
            due[0] = System.nanoTime() + STATE_INTERVAL.toNanos();
            run.failure()
                .ifPresent(
                    reason -> {
                      throw new Await.AbortedException(reason);
                    });
          }
          return done.isDone();
        });
    try {
      done.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw new Await.AbortedException(e.getCause().getMessage(), e.getCause());
    }
  }
}

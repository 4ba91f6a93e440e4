package io.isomer.benchmarks.drain;

import io.isomer.benchmarks.measure.ProcessMeter;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Looks at fixed intervals how many changes are visible, until all are. */
final class ProgressWatch {

  /** Time between two looks; the times that it tells are as exact as that. */
  static final Duration INTERVAL = Duration.ofMillis(200);

  private static final double STEADY_FROM = 0.1;

  /**
   * @param seconds since the watch's beginning
   * @param visible changes
   * @param cpuSeconds that the processes have used by then
   */
  record Look(double seconds, long visible, Map<PartName, Double> cpuSeconds) {}

  private final DrainTarget target;
  private final long changes;
  private final Map<PartName, ProcessMeter> meters;
  private final List<Look> looks = new ArrayList<>();
  private Look start;
  private long begin;
  private long due;

  /**
   * @param meters of the processes whose CPU time is taken at every look
   */
  ProgressWatch(DrainTarget target, long changes, Map<PartName, ProcessMeter> meters) {
    this.target = target;
    this.changes = changes;
    this.meters = meters;
  }

  /** Begins to look, in a thread of its own; the result is completed when all is visible. */
  CompletableFuture<Void> start(Duration limit) throws IOException {
    begin = System.nanoTime();
    due = begin;
    start = new Look(0, 0, cpuSeconds());
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread watcher = new Thread(() -> watch(limit, done), "progress");
    watcher.setDaemon(true);
    watcher.start();
    return done;
  }

  private void watch(Duration limit, CompletableFuture<Void> done) {
    try {
      Await.until(
          "all changes to be visible",
          limit,
          () -> done.isDone() || look(),
          () -> looks.isEmpty() ? "none" : looks.get(looks.size() - 1).toString());
      done.complete(null);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private boolean look() throws IOException {
    if (System.nanoTime() < due) {
      return false;
    }
    due = System.nanoTime() + INTERVAL.toNanos();
    long visible = target.visible();
    double seconds = (System.nanoTime() - begin) / 1e9;
    Map<PartName, Double> cpu = cpuSeconds();
    boolean all = visible >= changes && target.isComplete();
    looks.add(new Look(seconds, visible, cpu));
    return all;
  }

  private Map<PartName, Double> cpuSeconds() throws IOException {
    Map<PartName, Double> cpu = new EnumMap<>(PartName.class);
    for (Map.Entry<PartName, ProcessMeter> meter : meters.entrySet()) {
      cpu.put(meter.getKey(), meter.getValue().cpuSeconds());
    }
    return cpu;
  }

  private Optional<Look> first(double least) {
    return looks.stream().filter(look -> look.visible() >= least).findFirst();
  }

  /** What the finished watch has seen. */
  DrainResult result() throws IOException {
    Look first = first(1).orElseThrow();
    Look tenth = first(changes * STEADY_FROM).orElseThrow();
    Look last = looks.get(looks.size() - 1);
    Map<String, DrainResult.Usage> usage = new LinkedHashMap<>();
    for (Map.Entry<PartName, ProcessMeter> meter : meters.entrySet()) {
      PartName part = meter.getKey();
      usage.put(
          part.title(),
          new DrainResult.Usage(
              cpuPerMillion(part, tenth, last),
              cpuPerMillion(part, start, last),
              meter.getValue().peakResidentBytes()));
    }
    return new DrainResult(
        Math.toIntExact(changes),
        first.seconds(),
        last.seconds() - first.seconds(),
        rate(first, last),
        rate(tenth, last),
        rate(start, last),
        usage);
  }

  /** Less than {@link #INTERVAL} cannot be told apart, and counts as that. */
  private static double rate(Look from, Look to) {
    double seconds = to.seconds() - from.seconds();
    return (to.visible() - from.visible()) / Math.max(seconds, INTERVAL.toMillis() / 1e3);
  }

  /** Zero where all changes came between two looks. */
  private static double cpuPerMillion(PartName part, Look from, Look to) {
    double cpu = to.cpuSeconds().get(part) - from.cpuSeconds().get(part);
    return to.visible() == from.visible() ? 0 : cpu * 1e6 / (to.visible() - from.visible());
  }
}

package io.isomer.benchmarks.chain;

import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** From PostgreSQL to ClickHouse's view: how long a change takes, under loads of fixed rates. */
public final class LatencyBenchmark {

  private static final String TABLE = "bench_latency";
  private static final int WARM_UP_SECONDS = 60;
  private static final int WARM_UP_RATE = 1000;
  private static final double REST_PER_SECOND = 1;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final BenchPipeline pipeline;
  private final Consumer<String> progress;
  private int nextId;

  /**
   * @param options of the job that differ from their defaults
   * @param progress told in words what happens
   */
  public LatencyBenchmark(
      StackConfig stack, Map<String, String> options, Consumer<String> progress) {
    this.pipeline = new BenchPipeline(stack, TABLE, "id integer PRIMARY KEY, name text", options);
    this.progress = progress;
  }

  /**
   * Measures single changes at rest first, then each rate.
   *
   * @param rates in changes per second
   * @param seconds how long each load lasts; as many changes are made at rest
   */
  public List<LatencyResult> run(List<Integer> rates, int seconds)
      throws IOException, SQLException {
    pipeline.createSource();
    pipeline.execute("INSERT INTO public." + TABLE + " VALUES (-1, 'snapshot')");
    pipeline.connect();
    pipeline.submit();
    Await.until("the first row to be visible", LIMIT, () -> pipeline.visibleRows() == 1);
    progress.accept("warming up");
    measure(WARM_UP_RATE, WARM_UP_RATE * WARM_UP_SECONDS);
    List<LatencyResult> results = new ArrayList<>();
    results.add(measured(REST_PER_SECOND, seconds));
    for (int rate : rates) {
      results.add(measured(rate, rate * seconds));
    }
    pipeline.close();
    return results;
  }

  private LatencyResult measured(double rate, int changes) {
    LatencyResult result = measure(rate, changes);
    progress.accept(
        String.format(
            java.util.Locale.ROOT,
            "%,.0f changes/s: p50 %.0f ms, p99 %.0f ms",
            rate,
            result.fromDue().p50(),
            result.fromDue().p99()));
    return result;
  }

  private LatencyResult measure(double rate, int changes) {
    Schedule schedule =
        new Schedule(System.nanoTime() + TimeUnit.SECONDS.toNanos(1), rate, changes);
    ScheduledLoad load = new ScheduledLoad(pipeline.stack(), TABLE, nextId, schedule);
    VisibilityPoll poll = new VisibilityPoll(pipeline.stack(), TABLE, nextId, changes);
    nextId += changes;
    FutureTask<long[]> committed = inBackground("load", load::run);
    long[] visible =
        poll.run(LIMIT.plusSeconds(Math.round(changes / rate)), () -> refuseFailure(committed));
    long[] due = new long[changes];
    for (int i = 0; i < changes; i++) {
      due[i] = schedule.dueNanos(i);
    }
    return new LatencyResult(
        rate,
        changes,
        LatencyResult.Quantiles.ofNanos(due, visible),
        LatencyResult.Quantiles.ofNanos(join(committed), visible),
        poll.pollMillis());
  }

  private static <T> FutureTask<T> inBackground(String name, Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, name);
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  private static void refuseFailure(FutureTask<?> task) {
    if (task.isDone()) {
      join(task);
    }
  }

  private static <T> T join(FutureTask<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new Await.AbortedException("the load has failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted under load", e);
    }
  }
}

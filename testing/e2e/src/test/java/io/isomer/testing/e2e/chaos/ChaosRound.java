package io.isomer.testing.e2e.chaos;

import io.isomer.testing.e2e.property.FuzzedTopic;
import io.isomer.testing.e2e.property.RandomWorkload;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Work and faults that follow from one seed, and then both sides equal. */
final class ChaosRound {

  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final long STEP_PAUSE_MILLIS = 400;
  private static final int POISONS = 20;

  private final ChaosStack stack;
  private final FuzzedTopic poisoned;
  private final ChaosSummary summary;
  private final long seed;
  private final String schema;
  private final List<FaultPlan.Timed> plan;
  private final FaultLog log = new FaultLog();
  private final JobCheck job;
  private final Map<FaultPlan.Timed, Long> ended = new HashMap<>();
  private final Harm harm;
  private volatile boolean workEnds;

  ChaosRound(
      ChaosStack stack,
      FuzzedTopic poisoned,
      ChaosSummary summary,
      long seed,
      List<FaultPlan.Timed> plan) {
    this.stack = stack;
    this.poisoned = poisoned;
    this.summary = summary;
    this.seed = seed;
    this.schema = "c" + Long.toHexString(System.currentTimeMillis());
    this.plan = plan;
    this.job = new JobCheck(stack.config());
    this.harm = new Harm(stack, log);
  }

  /**
   * What it has done.
   *
   * @param messages sent to the topic of damaged ones
   * @param refusals statements that a filled-up ClickHouse has refused
   * @param catchUp from the last fault's end until all was copied
   */
  record Result(
      long seed, long rows, long transactions, int messages, long refusals, Duration catchUp) {}

  /**
   * Runs it.
   *
   * @throws AssertionError with the seed, the faults and what differs; the logs are kept
   */
  void run() throws Exception {
    stack.logTo(log);
    try (RandomWorkload random = new RandomWorkload(stack.config(), schema, seed)) {
      try {
        run(random);
      } catch (Exception | AssertionError e) {
        throw failed(random, e);
      }
    }
  }

  private void run(RandomWorkload random) throws Exception {
    random.begin(ChaosStack.PREFIX);
    log.add("the work begins");
    int poisonedBefore = poisoned.size();
    try (Beats beats = new Beats(stack.config())) {
      BulkLoad bulk = new BulkLoad(stack.config(), seed);
      try {
        causeFaultsWhileWorking(random);
      } finally {
        bulk.end();
      }
      long healed = System.nanoTime();
      random.last();
      Duration catchUp = awaitEqual(random, healed);
      noteRecoveries(beats);
      summary.round(
          new Result(
              seed,
              bulk.rows() + random.rows(),
              bulk.transactions() + random.transactions(),
              poisoned.size() - poisonedBefore,
              harm.refusals(),
              catchUp));
    }
  }

  private void causeFaultsWhileWorking(RandomWorkload random) throws Exception {
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(plan.size() + 2);
    try {
      Future<?> work = threads.submit(() -> work(random));
      List<Future<?>> faults = new ArrayList<>();
      for (FaultPlan.Timed timed : plan) {
        faults.add(
            threads.schedule(
                () -> note(timed, timed.fault().cause(harm, timed.held())),
                timed.after().toMillis(),
                TimeUnit.MILLISECONDS));
      }
      for (Future<?> fault : faults) {
        get(fault);
      }
      workEnds = true;
      get(work);
    } finally {
      workEnds = true;
      threads.shutdownNow();
    }
  }

  private static void get(Future<?> future) throws Exception {
    try {
      future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private synchronized Void note(FaultPlan.Timed timed, long nanoTime) {
    ended.put(timed, nanoTime);
    return null;
  }

  private Void work(RandomWorkload random) throws Exception {
    Random poisons = new Random(seed);
    int sent = 0;
    while (!workEnds) {
      random.step();
      job.refuseEndedJob();
      if (sent < POISONS && poisons.nextInt(10) == 0) {
        poisoned.send(poisons, 1);
        sent++;
      }
      TimeUnit.MILLISECONDS.sleep(STEP_PAUSE_MILLIS);
    }
    return null;
  }

  private Duration awaitEqual(RandomWorkload random, long healed) throws Exception {
    List<String> idle = new ArrayList<>();
    Await.until(
        "all to run again",
        LIMIT,
        () -> {
          job.refuseEndedJob();
          idle.clear();
          idle.addAll(job.idle(random.failure()));
          return idle.isEmpty();
        },
        idle::toString);
    CopyCheck check = new CopyCheck(stack.config(), List.of("isomer_dw_currency", random.slot()));
    check.awaitCaughtUp(LIMIT, job::refuseEndedJob);
    Duration catchUp = Duration.ofNanos(System.nanoTime() - healed);
    log.add("caught up after " + catchUp.toMillis() + " ms");
    List<String> tables = new ArrayList<>(random.tables());
    tables.add("public.dw_currency");
    List<String> differences = new ArrayList<>(check.differences(tables));
    differences.addAll(random.differences(stack.config().clickhouseDatabase()));
    if (!differences.isEmpty()) {
      throw new AssertionError(String.join("\n", differences));
    }
    Await.until(
        "dead letters of nothing but what was poisoned",
        LIMIT,
        () -> poisoned.wrong().isEmpty(),
        this::wrong);
    log.add("equal: " + tables);
    return catchUp;
  }

  private String wrong() {
    try {
      return String.join("\n", poisoned.wrong());
    } catch (IOException e) { // this is what was last seen
      return String.valueOf(e.getMessage());
    }
  }

  private void noteRecoveries(Beats beats) {
    for (FaultPlan.Timed timed : plan) {
      long since = ended.get(timed);
      Duration recovery = beats.await(since, job::refuseEndedJob);
      log.add("recovered from " + timed.fault() + " after " + recovery.toMillis() + " ms");
      summary.recovered(timed.fault(), recovery);
    }
  }

  private AssertionError failed(RandomWorkload random, Throwable cause)
      throws IOException, SQLException {
    Path logs = stack.keepLogs("seed" + seed);
    random.writeStatements(logs.resolve("statements.sql"));
    Files.writeString(logs.resolve("faults.txt"), log.toString());
    return new AssertionError(
        "seed %d: %s%n%s%nlogs and statements are in %s"
            .formatted(seed, cause.getMessage(), log, logs),
        cause);
  }

  /** What was done, with the time. */
  FaultLog log() {
    return log;
  }
}

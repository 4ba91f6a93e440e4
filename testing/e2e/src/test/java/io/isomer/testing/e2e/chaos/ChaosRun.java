package io.isomer.testing.e2e.chaos;

import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.testing.e2e.property.FuzzedTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** One round after the other on one stack, each from a seed that follows from the first. */
public final class ChaosRun {

  private static final Duration BRIEF = Duration.ofSeconds(15);
  private static final Duration FULL = Duration.ofSeconds(130);

  private ChaosRun() {}

  /**
   * Runs rounds for so long.
   *
   * @param seed of the first round
   * @param atLeast zero for one brief round
   */
  public static void run(long seed, Duration atLeast) throws Exception {
    ChaosSummary summary = new ChaosSummary();
    long begin = System.nanoTime();
    long next = seed;
    try (ChaosStack stack = new ChaosStack()) {
      FuzzedTopic poisoned =
          new FuzzedTopic(
              stack.config(),
              ChaosStack.POISONED_TOPIC,
              "warehouse.`public.fuzz`",
              new DeadLetterTopic(stack.config(), ChaosStack.DEAD_LETTERS));
      do {
        System.out.printf("chaos, -Disomer.seed=%d%n", next);
        Random random = new Random(next);
        ChaosRound round =
            new ChaosRound(
                stack,
                poisoned,
                summary,
                next,
                atLeast.isZero() ? FaultPlan.brief(random, BRIEF) : FaultPlan.full(random, FULL));
        round.run();
        Path directory = Files.createDirectories(Path.of("target", "chaos"));
        Files.writeString(directory.resolve("faults-" + next + ".txt"), round.log().toString());
        next = random.nextLong();
        summary.write(seed);
      } while (System.nanoTime() - begin < atLeast.toNanos());
    }
    System.out.println(summary + "next seed: " + next);
  }
}

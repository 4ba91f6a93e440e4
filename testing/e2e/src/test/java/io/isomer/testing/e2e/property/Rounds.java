package io.isomer.testing.e2e.property;

import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/** One round after the other, each from a seed of its own that follows from the first. */
public final class Rounds {

  /** After so many, another job begins, so that the topics of former rounds can be deleted. */
  private static final int ROUNDS_PER_JOB = 10;

  private Rounds() {}

  /**
   * Runs rounds for so long, and at least one.
   *
   * @param seed of the first round
   */
  public static void run(StackConfig config, long seed, Duration atLeast)
      throws IOException, SQLException {
    long begin = System.nanoTime();
    int round = 0;
    long next = seed;
    do {
      String name = "property_" + Long.toHexString(System.currentTimeMillis());
      try (PropertyPipeline pipeline = new PropertyPipeline(config, name)) {
        for (int i = 0; i < ROUNDS_PER_JOB && (round == 0 || remaining(begin, atLeast)); i++) {
          one(config, pipeline, ++round, next);
          next = new Random(next).nextLong();
        }
      }
    } while (remaining(begin, atLeast));
  }

  private static boolean remaining(long begin, Duration atLeast) {
    return System.nanoTime() - begin < atLeast.toNanos();
  }

  private static void one(StackConfig config, PropertyPipeline pipeline, int round, long seed)
      throws IOException, SQLException {
    System.out.printf("property round %d, -Disomer.seed=%d%n", round, seed);
    long begin = System.nanoTime();
    Round.Result result =
        new Round(config, pipeline, seed, "p" + Long.toHexString(System.currentTimeMillis())).run();
    System.out.printf(
        Locale.ROOT,
        "property round %d: equal; %d tables, %d transactions, %d statements (failed: %s), %d rows"
            + " compared, %.1f s%n",
        round,
        result.tables(),
        result.transactions(),
        result.statements(),
        result.failures(),
        result.rows(),
        (System.nanoTime() - begin) / 1e9);
  }
}

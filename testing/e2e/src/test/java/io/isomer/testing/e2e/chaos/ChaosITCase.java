package io.isomer.testing.e2e.chaos;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Whatever is killed, frozen, cut off or filled up, both sides end equal and nobody lends a hand.
 * One brief round is in every build. {@code -Disomer.chaos.minutes=60} makes it rounds with every
 * part killed in each, for so long, and {@code -Disomer.seed=…} begins somewhere else, or where a
 * printed seed has failed.
 */
class ChaosITCase {

  private static final long SEED = 1;

  @Test
  void bothSidesEndEqualAndNobodyLendsAHand() throws Exception {
    ChaosRun.run(
        Long.getLong("isomer.seed", SEED),
        Duration.ofMinutes(Long.getLong("isomer.chaos.minutes", 0)));
  }
}

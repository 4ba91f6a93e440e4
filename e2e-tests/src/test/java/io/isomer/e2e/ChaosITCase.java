package io.isomer.e2e;

import io.isomer.e2e.chaos.ChaosRun;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Whatever is killed, frozen, cut off or filled up, both sides end equal and nobody lends a hand.
 * It runs when asked for: {@code -Disomer.chaos.minutes=12} makes it rounds with every part killed
 * in each, 0 one brief round, and {@code -Disomer.seed=…} begins where a printed seed has failed.
 */
@EnabledIfSystemProperty(
    named = "isomer.chaos.minutes",
    matches = "\\d+",
    disabledReason = "a round takes minutes; -Disomer.chaos.minutes=0 runs a brief one")
class ChaosITCase {

  @Test
  void bothSidesEndEqualAndNobodyLendsAHand() throws Exception {
    ChaosRun.run(
        Long.getLong("isomer.seed", new Random().nextLong()),
        Duration.ofMinutes(Long.getLong("isomer.chaos.minutes", 0)));
  }
}

package io.isomer.e2e;

import io.isomer.e2e.chaos.ChaosRun;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever is killed, frozen, cut off or filled up, both sides end equal and nobody lends a hand.
 * {@code -Disomer.chaos.minutes=12} makes it long rounds with every part killed in each, and {@code
 * -Disomer.seed=…} begins where a printed seed has failed.
 */
class ChaosITCase {

  @Test
  void bothSidesEndEqualAndNobodyLendsAHand() throws Exception {
    ChaosRun.run(
        Long.getLong("isomer.seed", new Random().nextLong()),
        Duration.ofMinutes(Long.getLong("isomer.chaos.minutes", 0)));
  }
}

package io.isomer.e2e;

import io.isomer.e2e.property.Rounds;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever the tables and transactions, both sides end equal. Each run takes another seed, so that
 * each looks somewhere new; {@code -Disomer.seed=<printed seed>} repeats one, and {@code
 * -Disomer.minutes=30} goes on for so long.
 */
@ExtendWith(StackExtension.class)
class PropertyITCase {

  @Test
  @EnabledIf("isAskedFor")
  void randomTablesAndTransactionsEndEqual(DeployedStack stack) throws Exception {
    Rounds.run(
        stack.stack().config(),
        Long.getLong("isomer.seed", new Random().nextLong()),
        Duration.ofMinutes(Long.getLong("isomer.minutes", 0)));
  }

  /** Each run is another one, so that it is for a person to look at, and not for every build. */
  static boolean isAskedFor() {
    return System.getProperty("isomer.minutes") != null
        || System.getProperty("isomer.seed") != null;
  }
}

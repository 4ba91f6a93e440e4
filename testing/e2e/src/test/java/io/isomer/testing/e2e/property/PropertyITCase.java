package io.isomer.testing.e2e.property;

import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever the tables and transactions, both sides end equal. {@code -Disomer.seed=<number>} begins
 * somewhere else, or where a printed seed has failed, and {@code -Disomer.minutes=30} goes on for
 * so long, from one seed to the next.
 */
@ExtendWith(StackExtension.class)
class PropertyITCase {

  private static final long SEED = 1;

  @Test
  void randomTablesAndTransactionsEndEqual(DeployedStack stack) throws Exception {
    Rounds.run(
        stack.stack().config(),
        Long.getLong("isomer.seed", SEED),
        Duration.ofMinutes(Long.getLong("isomer.minutes", 0)));
  }
}

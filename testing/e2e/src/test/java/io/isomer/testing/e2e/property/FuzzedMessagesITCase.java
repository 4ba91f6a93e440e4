package io.isomer.testing.e2e.property;

import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Damaged messages become dead letters and nothing else. {@code -Disomer.seed=<printed seed>}
 * repeats a run.
 */
@ExtendWith(StackExtension.class)
class FuzzedMessagesITCase {

  @Test
  void eachIsADeadLetterOrTheRowThatItSays(DeployedStack stack) throws Exception {
    FuzzedMessages.run(
        stack.stack().config(), Long.getLong("isomer.seed", new Random().nextLong()));
  }
}

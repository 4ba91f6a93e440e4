package io.isomer.testing.e2e.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** TRUNCATE removes exactly the rows before it, whichever partition and writer they go through. */
@ExtendWith(StackExtension.class)
class TruncateITCase {

  private static final String INSERT =
      "INSERT INTO dw_currency (currency_code) SELECT 'T' || n FROM generate_series(1, 500) n";

  @Test
  void whatIsInsertedBeforeInTheSameTransactionGoesAndWhatComesAfterStays(DeployedStack stack)
      throws Exception {
    stack.awaitEqual();
    stack.transaction(INSERT, "TRUNCATE dw_currency", INSERT);
    assertThat(stack.awaitEqual().rows()).isEqualTo(500);
    stack.execute("TRUNCATE dw_currency");
    assertThat(stack.awaitEqual().rows()).isZero();
    stack.execute(INSERT);
    assertThat(stack.awaitEqual().rows()).isEqualTo(500);
  }
}

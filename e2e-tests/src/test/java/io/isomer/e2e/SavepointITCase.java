package io.isomer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.stack.pipeline.FlinkRest;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code flink stop --savepointPath} and {@code flink run -s}, by the real command. */
@ExtendWith(StackExtension.class)
class SavepointITCase {

  private static final int CHANGES = 300;

  @Test
  void aJobThatGoesOnFromItsSavepointLosesNothing(DeployedStack stack) throws Exception {
    stack.awaitEqual();
    CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> change(stack));
    String savepoint = stack.pipeline().job().stop().orElseThrow();
    assertThat(stack.flink().activeJob()).isEmpty();
    changes.join();
    assertThat(stack.compare().identical()).isFalse();

    String job = stack.pipeline().job().submit(Optional.of(Path.of(URI.create(savepoint))));
    stack.pipeline().job().awaitRunning(job);
    stack.awaitEqual();
    assertThat(restoredFrom(stack, job)).isEqualTo(savepoint);
  }

  private static String restoredFrom(DeployedStack stack, String job) throws Exception {
    return new FlinkRest(stack.stack().config()).restoredFrom(job).orElseThrow();
  }

  private static void change(DeployedStack stack) {
    try {
      for (int i = 0; i < CHANGES; i++) {
        stack.execute(
            "INSERT INTO dw_currency (currency_code) VALUES ('S" + i + "')",
            "UPDATE dw_currency SET value_to_try = %d WHERE currency_code = 'S%d'"
                .formatted(i, i / 2),
            "DELETE FROM dw_currency WHERE currency_code = 'S" + i / 3 + "'");
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

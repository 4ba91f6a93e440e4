package io.isomer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.stack.pipeline.FlinkRest;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code flink stop --savepointPath} and {@code flink run -s}, by the real command. */
@ExtendWith(StackExtension.class)
class SavepointITCase {

  private static final int CHANGES_AFTER_STOP = 50;

  @Test
  void aJobThatGoesOnFromItsSavepointLosesNothing(DeployedStack stack) throws Exception {
    stack.awaitEqual();
    AtomicBoolean stopped = new AtomicBoolean();
    CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> change(stack, stopped));
    String savepoint = stack.pipeline().job().stop().orElseThrow();
    assertThat(stack.flink().activeJob()).isEmpty();
    stopped.set(true);
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

  /** Changes rows until the job has stopped, and some more. */
  private static void change(DeployedStack stack, AtomicBoolean stopped) {
    try {
      for (int i = 0, after = 0; after < CHANGES_AFTER_STOP; i++) {
        after += stopped.get() ? 1 : 0;
        stack.execute(
            "INSERT INTO dw_currency (currency_code) VALUES ('S" + i + "')",
            "UPDATE dw_currency SET value_to_try = %d WHERE currency_code = 'S%d'"
                .formatted(i, i / 2),
            "DELETE FROM dw_currency WHERE currency_code = 'S" + i / 3 + "'");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

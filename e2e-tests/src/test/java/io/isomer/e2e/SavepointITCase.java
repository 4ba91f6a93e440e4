package io.isomer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.process.Await;
import io.isomer.stack.PartName;
import io.isomer.stack.pipeline.FlinkRest;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code flink stop --savepointPath} and {@code flink run -s}, by the real command. */
@ExtendWith(StackExtension.class)
class SavepointITCase {

  private static final int CHANGES_AFTER_STOP = 50;
  private static final String JOB_CLASS_LOADER = "org.apache.flink.util.ChildFirstClassLoader";

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
    awaitClassesOfEndedJobsGone(stack);
  }

  /** Else each restart would take more of the TaskManager's metaspace. */
  private static void awaitClassesOfEndedJobsGone(DeployedStack stack) {
    long taskManager = stack.stack().part(PartName.TASKMANAGER).pid();
    long[] seen = new long[1];
    Await.until(
        "one class loader for each job that runs",
        Duration.ofSeconds(30),
        () -> {
          seen[0] = ClassHistogram.of(taskManager).instances(JOB_CLASS_LOADER);
          return seen[0] == stack.flink().jobs().stream().filter(FlinkRest.Job::active).count();
        },
        () -> seen[0] + " class loaders");
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

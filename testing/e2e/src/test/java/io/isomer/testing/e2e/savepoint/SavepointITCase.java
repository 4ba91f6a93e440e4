package io.isomer.testing.e2e.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.flink.FlinkCli;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code flink stop --savepointPath} and {@code flink run -s -p}, by the real command. */
@ExtendWith(StackExtension.class)
class SavepointITCase {

  private static final int CHANGES_AFTER_STOP = 50;

  private final DeployedStack stack;

  SavepointITCase(DeployedStack stack) {
    this.stack = stack;
  }

  /** From the old one in the end: all that has come since is read again, over the newer rows. */
  @Test
  void aJobGoesOnFromItsSavepointAtAnyParallelismAndFromAnOldOne() throws Exception {
    stack.awaitEqual();
    assertThat(stack.flink().parallelism(activeJob())).hasValue(1);
    String first = stopWhileRowsChange();
    goOn(first, 4);
    goOn(stopWhileRowsChange(), 2);
    stopWhileRowsChange();
    goOn(first, 1);
    stack.pipeline().job().submit(Optional.empty()); // notes that it runs
  }

  private String activeJob() throws IOException {
    return stack.flink().activeJob("isomer-dw-currency").orElseThrow().id();
  }

  private String stopWhileRowsChange() throws Exception {
    AtomicBoolean stopped = new AtomicBoolean();
    CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> change(stopped));
    String savepoint = stack.pipeline().job().stop().orElseThrow();
    stopped.set(true);
    changes.join();
    assertThat(stack.compare().identical()).isFalse();
    return savepoint;
  }

  private void goOn(String savepoint, int parallelism) throws Exception {
    StackConfig config = stack.stack().config();
    Path jar = config.installation().jobJar();
    FlinkCli.Result result =
        stack
            .flinkCli()
            .capture(
                "run",
                "-d",
                "-p",
                String.valueOf(parallelism),
                "-s",
                savepoint,
                jar.toString(),
                "--config",
                config.installation().pipelineConfig().toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
    String job = activeJob();
    stack.awaitEqual();
    stack.pipeline().job().awaitRunning(job);
    assertThat(stack.flink().restoredFrom(job)).contains(savepoint);
    assertThat(stack.flink().parallelism(job)).hasValue(parallelism);
  }

  /** Changes rows until the job has stopped, and some more. */
  private void change(AtomicBoolean stopped) {
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

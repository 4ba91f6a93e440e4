package io.isomer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.deploy.OperationsDocument;
import io.isomer.e2e.OperationsTroubles.Trouble;
import io.isomer.stack.Installation;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the commands of {@code docs/OPERATIONS.md} as they stand there, each section's on the
 * trouble that it is for. Takes some minutes: {@code -Disomer.operations=true}.
 */
@EnabledIfSystemProperty(named = "isomer.operations", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsITCase {

  private OperationsStack stack;

  @BeforeAll
  void start() throws Exception {
    stack = new OperationsStack();
    stack.postgres(
        "INSERT INTO dw_currency (currency_code, value_to_try) SELECT 'KEPT' || n, n FROM generate_series(1, 1000) n");
  }

  @AfterAll
  void stop() throws Exception {
    if (stack != null) {
      stack.remove();
    }
  }

  static Stream<String> sections() throws IOException {
    String chosen = System.getProperty("isomer.operations.section", ".*");
    return OperationsDocument.sections(Installation.locate().home()).keySet().stream()
        .filter(section -> section.matches(chosen));
  }

  @ParameterizedTest
  @MethodSource("sections")
  void theCommandsDoWhatTheyAreFor(String section) throws Exception {
    stack.awaitEqual();
    Trouble trouble = OperationsTroubles.bySection().get(section);
    trouble.made().take(stack);
    List<String> blocks = OperationsDocument.sections(Installation.locate().home()).get(section);
    try (Trickle trickle = new Trickle(stack)) {
      for (int i = 0; i < blocks.size(); i++) {
        System.out.println("$ " + blocks.get(i) + stack.document(blocks.get(i)));
        if (i == 0) {
          trouble.meanwhile().take(stack);
        }
      }
      assertThat(trickle.failure()).as("changes meanwhile").isEmpty();
    }
    trouble.mended().take(stack);
    stack.postgres(
        "UPDATE dw_currency SET value_to_try = value_to_try + 1",
        "INSERT INTO dw_currency (currency_code) VALUES ('AFTER')");
    stack.awaitEqual();
    assertThat(stack.flink().activeJob(OperationsStack.JOB)).as("the job").isPresent();
  }

  /** Changes one row again and again, as a source in use does. */
  private static final class Trickle implements AutoCloseable {

    private static final long PAUSE_MILLIS = 500;

    private final OperationsStack stack;
    private final Thread thread = new Thread(this::change, "trickle");
    private String failure = "";
    private boolean closed;

    Trickle(OperationsStack stack) {
      this.stack = stack;
      thread.start();
    }

    private synchronized void change() {
      try {
        while (!closed) {
          stack.postgres(
              "UPDATE dw_currency SET value_to_try = value_to_try + 1 WHERE currency_code = 'KEPT4'");
          wait(PAUSE_MILLIS);
        }
      } catch (SQLException | InterruptedException e) {
        failure = e.toString();
      }
    }

    synchronized String failure() {
      return failure;
    }

    @Override
    public void close() {
      synchronized (this) {
        closed = true;
        notifyAll();
      }
    }
  }
}

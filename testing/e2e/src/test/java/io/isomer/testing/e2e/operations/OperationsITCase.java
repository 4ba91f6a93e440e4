package io.isomer.testing.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.e2e.deploy.OperationsDocument;
import io.isomer.testing.e2e.operations.OperationsTroubles.Trouble;
import io.isomer.testing.localstack.Installation;
import java.io.IOException;
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
 * trouble that it is for, in a source that is idle but for that. Takes some minutes: {@code
 * -Disomer.operations=true}.
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
    for (int i = 0; i < blocks.size(); i++) {
      System.out.println("$ " + blocks.get(i) + stack.document(blocks.get(i)));
      if (i == 0) {
        trouble.meanwhile().take(stack);
      }
    }
    trouble.mended().take(stack);
    stack.postgres(
        "UPDATE dw_currency SET value_to_try = value_to_try + 1",
        "INSERT INTO dw_currency (currency_code) VALUES ('AFTER')");
    stack.awaitEqual();
    assertThat(stack.flink().activeJob(OperationsStack.JOB)).as("the job").isPresent();
  }
}

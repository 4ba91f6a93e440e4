package io.isomer.testing.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.e2e.oracle.TopicVersions;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.processes.Await;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All scenarios, over one job: ClickHouse's views equal the source tables after the snapshot, and
 * again after the changes.
 */
@ExtendWith(StackExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ScenariosITCase {

  private static final List<Scenario> SCENARIOS = Scenario.all();

  private ScenarioPipeline pipeline;

  @BeforeAll
  void takeTheSnapshot(DeployedStack stack) throws Exception {
    pipeline = new ScenarioPipeline(stack, SCENARIOS);
    pipeline.createTables();
    try (SourceSchema source = pipeline.open(KeyScenarios.IN_FLIGHT)) {
      KeyScenarios.whileRowsChange(source, pipeline::start);
    }
    pipeline.submit();
    pipeline.beginPhase();
  }

  @AfterAll
  void leaveNothing() throws Exception {
    if (pipeline != null) {
      pipeline.remove();
    }
  }

  static List<Scenario> withRows() {
    return SCENARIOS.stream().filter(scenario -> !scenario.rows().isEmpty()).toList();
  }

  static List<Scenario> withChanges() {
    return SCENARIOS.stream().filter(scenario -> !scenario.changes().isEmpty()).toList();
  }

  /** Scenarios whose changes overtake one another. */
  static List<Scenario> overtaking() {
    return SCENARIOS.stream()
        .filter(each -> each == KeyScenarios.IN_FLIGHT || each == KeyScenarios.INCREMENTAL)
        .toList();
  }

  private void awaitRefusals(Scenario scenario) {
    List<String> seen = new ArrayList<>();
    Await.until(
        "dead letters that say " + scenario.refusals(),
        pipeline.patience(),
        () -> {
          seen.clear();
          seen.addAll(pipeline.refusals(scenario));
          return scenario.refusals().stream()
              .allMatch(text -> seen.stream().anyMatch(letter -> letter.contains(text)));
        },
        seen::toString);
  }

  @Nested
  @Order(1)
  @TestInstance(Lifecycle.PER_CLASS)
  class Snapshot {

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.isomer.testing.e2e.scenario.ScenariosITCase#withRows")
    void equals(Scenario scenario) throws Exception {
      if (scenario.refusals().isEmpty()) {
        pipeline.awaitEqual(scenario);
      } else {
        awaitRefusals(scenario);
      }
    }
  }

  @Nested
  @Order(2)
  @TestInstance(Lifecycle.PER_CLASS)
  class Streaming {

    private final Map<Scenario, Exception> failed = new HashMap<>();

    @BeforeAll
    void change() {
      pipeline.beginPhase();
      for (Scenario scenario : withChanges()) {
        try (SourceSchema source = pipeline.open(scenario)) {
          for (Scenario.Change change : scenario.changes()) {
            change.run(source);
          }
        } catch (Exception e) { // that scenario's own test throws it
          failed.put(scenario, e);
        }
      }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.isomer.testing.e2e.scenario.ScenariosITCase#withChanges")
    void equals(Scenario scenario) throws Exception {
      if (failed.containsKey(scenario)) {
        throw failed.get(scenario);
      }
      pipeline.awaitEqual(scenario);
      if (!scenario.refusals().isEmpty()) {
        awaitRefusals(scenario);
      }
    }
  }

  @Nested
  @Order(3)
  @TestInstance(Lifecycle.PER_CLASS)
  class Afterwards {

    private static final String PRINTED = "scenarios_as_printed";

    @ParameterizedTest(name = "versions never fall: {0}")
    @MethodSource("io.isomer.testing.e2e.scenario.ScenariosITCase#overtaking")
    void versionsNeverFall(Scenario scenario) throws Exception {
      TopicVersions.Result versions = pipeline.versions(scenario, "t");
      assertThat(versions.falls()).isEmpty();
      assertThat(versions.altered()).isEmpty();
      assertThat(versions.inverted()).as("changes with a lower LSN than before").isPositive();
    }

    @Test
    void printedStatementsCreateTheSameColumns() throws Exception {
      pipeline.runPrintedDdl("shipped_values_of_*.t", PRINTED);
      assertThat(pipeline.columns(PRINTED, "shipped_values_of_"))
          .isEqualTo(pipeline.columns(ScenarioPipeline.DATABASE, "shipped_values_of_"));
    }

    @AfterAll
    void dropPrinted() throws Exception {
      pipeline.drop(PRINTED);
    }

    @Test
    void nothingElseIsADeadLetter() throws Exception {
      assertThat(pipeline.unexpectedLetters()).isEmpty();
    }

    @Test
    void theJobHasNeverFailed() throws Exception {
      assertThat(pipeline.failure()).isEmpty();
    }
  }
}

package io.isomer.control.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.Secrets;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackPorts;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack in the hands of its supervisor, which ends in every way there is. */
class SupervisorITCase {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path temporary;
  private Path dir;
  private StackConfig config;

  @BeforeEach
  void configure() throws IOException {
    dir = Files.createDirectory(temporary.toRealPath().resolve("with space"));
    config = new StackConfig(Installation.locate(), dir, StackPorts.free(), Secrets.in(dir));
  }

  private SupervisorLink launch() throws IOException {
    return SupervisorLink.launch(config, event -> {});
  }

  private StackState state() throws IOException {
    return StateFile.read(dir).orElseThrow();
  }

  private boolean isUpAgain(PartName part) throws IOException {
    PartState now = state().part(part).orElseThrow();
    return now.status() == PartState.Status.UP && now.restarts() > 0;
  }

  private String words() {
    try {
      return state().parts() + "\n" + Files.readString(dir.resolve("supervisor.log"));
    } catch (IOException e) { // this is what was last seen
      return String.valueOf(e.getMessage());
    }
  }

  private static void awaitGone(List<ProcessIdentity> processes) {
    Await.until(
        "every process to be gone",
        LIMIT,
        () -> processes.stream().allMatch(process -> process.running().isEmpty()));
  }

  @Test
  void everyKilledPartIsBackAndNothingOutlivesAKilledSupervisor() throws Exception {
    SupervisorLink link = launch();
    for (PartName part : PartName.values()) {
      link.ready(part).join();
    }
    link.release();
    Await.until("the state to be complete", LIMIT, () -> state().complete());
    List<ProcessIdentity> processes = new ArrayList<>(state().processes());
    assertThat(processes).hasSize(PartName.values().length + 1);
    List<ProcessIdentity> parts = List.copyOf(processes.subList(0, PartName.values().length));
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
    }

    for (PartName killed : PartName.values()) {
      state().part(killed).orElseThrow().process().running().orElseThrow().destroyForcibly();
    }
    for (PartName killed : PartName.values()) {
      Await.until(killed + " to be up again", LIMIT, () -> isUpAgain(killed), this::words);
    }
    assertThat(state().processes()).hasSameSizeAs(processes).doesNotContainAnyElementsOf(parts);
    processes.addAll(state().processes());

    state().supervisor().running().orElseThrow().destroyForcibly();
    awaitGone(processes);
    assertThat(state().running()).isFalse();
    Shutdown.stop(dir, state());

    SupervisorLink second = launch();
    second.ready(PartName.POSTGRES).join();
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT answer FROM kept")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(42);
    }
    List<ProcessIdentity> again = state().processes();
    Shutdown.stop(dir, state());
    awaitGone(again);
    StackFiles.delete(dir);
    assertThat(dir).doesNotExist();
  }

  @Test
  void supervisorStopsWhenItsLauncherLeavesBeforeTheEnd() throws Exception {
    SupervisorLink link = launch();
    link.ready(PartName.POSTGRES).join();
    List<ProcessIdentity> processes = state().processes();
    link.close();
    awaitGone(processes);
    assertThat(StateFile.read(dir)).isEmpty();
  }

  @Test
  void secondSupervisorIsKeptOut() throws Exception {
    try (SupervisorLink link = launch()) {
      link.ready(PartName.POSTGRES).join();
      SupervisorLink second = launch();
      assertThat(second.ready(PartName.POSTGRES))
          .failsWithin(LIMIT)
          .withThrowableThat()
          .withMessageContaining("another stack");
    }
  }
}

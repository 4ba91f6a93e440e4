package io.isomer.control.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

  @TempDir Path dir;

  private final StackState state =
      new StackState(new ProcessIdentity(1, 2), new StackPorts(1, 2, 3, 4, 5, 6), false, List.of());

  @Test
  void readsWhatWasWritten() throws IOException {
    PartState kafka =
        PartState.starting(PartName.KAFKA, new ProcessIdentity(3, 4), "127.0.0.1:2", "kafka.log");
    StackState full =
        state
            .with(kafka)
            .with(PartState.starting(PartName.POSTGRES, null, "jdbc:…", "postgres.log"))
            .with(kafka.up(1.5).again(new ProcessIdentity(5, 6)).up(2.5).dead(137))
            .completed();
    StateFile.write(dir, full);
    assertThat(StateFile.read(dir)).contains(full);
    assertThat(full.parts())
        .extracting(PartState::part)
        .containsExactly(PartName.POSTGRES, PartName.KAFKA);
    assertThat(full.part(PartName.KAFKA).orElseThrow().exitCode()).isEqualTo(137);
  }

  @Test
  void noFileIsNoStack() throws IOException {
    assertThat(StateFile.read(dir)).isEmpty();
  }

  @Test
  void strangeFileIsNamed() throws IOException {
    Files.writeString(dir.resolve(StateFile.FILE), "{");
    assertThatThrownBy(() -> StateFile.read(dir)).hasMessageContaining(StateFile.FILE);
  }

  @Test
  void stackWithoutItsSupervisorDoesNotRun() {
    assertThat(state.running()).isFalse();
  }
}

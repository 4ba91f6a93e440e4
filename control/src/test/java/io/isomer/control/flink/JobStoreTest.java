package io.isomer.control.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.Secrets;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobStoreTest {

  private static final String FIRST = "1".repeat(32);
  private static final String SECOND = "2".repeat(32);

  @TempDir Path dir;
  private Path built;
  private JobStore store;

  @BeforeEach
  void build() throws IOException {
    StackConfig config =
        new StackConfig(
            new Installation(dir.resolve("home")),
            dir,
            new StackPorts(1, 2, 3, 4, 5, 6),
            new Secrets("p", "c"));
    built = config.installation().jobJar();
    Files.createDirectories(built.getParent());
    Files.writeString(built, "built");
    store = new JobStore(new LocalFlink(config));
  }

  private Path jar(String content) throws IOException {
    return Files.writeString(dir.resolve(content + ".jar"), content);
  }

  @Test
  void theFirstStartIsFromTheBuiltJar() throws IOException {
    assertThat(store.jarToStart()).isEqualTo(built);
    assertThat(store.ids()).isEmpty();
    assertThat(store.parallelism()).isEmpty();
  }

  @Test
  void whatAnUpgradeBroughtIsStartedAgainUntilSomethingNewIsBuilt() throws IOException {
    store.keep(jar("upgrade"));
    assertThat(store.jarToStart()).isEqualTo(store.keptJar()).hasContent("upgrade");
    assertThat(store.isKept(jar("upgrade"))).isTrue();
    assertThat(store.isKept(built)).isFalse();
    Files.writeString(built, "built again");
    assertThat(store.jarToStart()).isEqualTo(built);
    store.keep(built);
    assertThat(store.jarToStart()).hasContent("built again");
    Files.delete(built);
    assertThat(store.jarToStart()).isEqualTo(store.keptJar());
  }

  @Test
  void aRecoveryDoesNotTakeANewlyBuiltJar() throws IOException {
    assertThat(store.jarToRecover()).isEqualTo(built);
    store.keep(built);
    Files.writeString(built, "built again");
    assertThat(store.jarToRecover()).isEqualTo(store.keptJar()).hasContent("built");
  }

  @Test
  void aStoppedJobStaysSoUntilItRunsAgain() throws IOException {
    assertThat(store.stopped()).isFalse();
    store.setStopped(false);
    store.setStopped(true);
    store.setStopped(true);
    assertThat(store.stopped()).isTrue();
    store.remember(FIRST, OptionalInt.empty());
    assertThat(store.stopped()).isFalse();
  }

  @Test
  void idsAreKeptInTheirOrderAndOnce() throws IOException {
    store.remember(FIRST, OptionalInt.of(1));
    store.remember(SECOND, OptionalInt.of(4));
    store.remember(FIRST, OptionalInt.of(2));
    store.remember(SECOND, OptionalInt.empty());
    assertThat(store.ids()).containsExactly(FIRST, SECOND);
    assertThat(store.parallelism()).contains("2");
  }

  @Test
  void oneAtATimeHasTheLock() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    Thread other =
        new Thread(
            () -> {
              try {
                store.locked(() -> seen.add("other"));
              } catch (IOException e) {
                seen.add(e.toString());
              }
            });
    store.locked(
        () -> {
          other.start();
          store.locked(() -> seen.add("inner"));
          return seen.add("outer");
        });
    other.join();
    assertThat(seen).containsExactly("inner", "outer", "other");
  }
}

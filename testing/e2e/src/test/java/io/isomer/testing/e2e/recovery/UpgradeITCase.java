package io.isomer.testing.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.flink.JobUpgrade;
import io.isomer.control.flink.LocalFlink;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Another jar in the running job's place, and back when it does not come up. */
@ExtendWith(StackExtension.class)
class UpgradeITCase {

  private static final String NAME = "isomer-dw-currency";

  /** Long enough for a job that comes up, on a machine that has other work too. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DeployedStack stack;
  private final List<String> steps = new CopyOnWriteArrayList<>();

  @TempDir private Path dir;
  private String before;

  UpgradeITCase(DeployedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void theJobRuns() throws IOException {
    stack.awaitEqual();
    before = stack.flink().activeJob(NAME).orElseThrow().id();
  }

  /** The job's jar with a file less, or one more. */
  private Path jar(String name, String missing) throws IOException {
    Path jar = dir.resolve(name);
    Files.copy(stack.stack().config().installation().jobJar(), jar);
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      if (missing == null) {
        Files.writeString(zip.getPath("/newer"), "");
      } else {
        Files.delete(zip.getPath(missing));
      }
    }
    return jar;
  }

  private boolean upgrade(Path jar, Duration patience) throws Exception {
    stack.execute("INSERT INTO dw_currency (currency_code) VALUES ('BEFORE')");
    boolean upgraded =
        new JobUpgrade(new LocalFlink(stack.stack().config()), patience, steps::add).to(jar);
    stack.execute("UPDATE dw_currency SET value_to_try = 5 WHERE currency_code = 'BEFORE'");
    stack.awaitEqual();
    return upgraded;
  }

  @Test
  void aJarThatDoesNotComeUpIsReplacedByTheOldOne() throws Exception {
    // taken by the JobManager, and fails on the TaskManager again and again
    Path broken = jar("broken.jar", "/io/isomer/clickhouse/ClickHouseWriter.class");
    assertThat(upgrade(broken, Duration.ofSeconds(5))).isFalse();
    String restored = stack.flink().activeJob(NAME).orElseThrow().id();
    assertThat(restored).isNotEqualTo(before);
    assertThat(steps).anyMatch(step -> step.contains("The new jar does not come up"));
    assertThat(steps).last().asString().contains("Not upgraded", restored);
  }

  @Test
  void aNewJarGoesOn() throws Exception {
    assertThat(upgrade(jar("newer.jar", null), PATIENCE)).as(steps.toString()).isTrue();
    assertThat(stack.flink().activeJob(NAME).orElseThrow().id()).isNotEqualTo(before);
  }

  @Test
  void theVeryJarThatRunsIsLeftAlone() throws Exception {
    Path same = stack.stack().config().flinkDirectory().resolve("job/job.jar");
    assertThat(
            new JobUpgrade(new LocalFlink(stack.stack().config()), PATIENCE, steps::add).to(same))
        .isTrue();
    assertThat(stack.flink().activeJob(NAME).orElseThrow().id()).isEqualTo(before);
    assertThat(steps).containsExactly("The job runs from this very jar already.");
  }
}

package io.isomer.control.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.Secrets;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePointTest {

  private static final String OURS = "0123456789abcdef0123456789abcdef";

  @TempDir Path dir;
  private FlinkCluster flink;

  @BeforeEach
  void configure() throws IOException {
    flink =
        new LocalFlink(
            new StackConfig(
                Installation.locate(),
                dir,
                new StackPorts(1, 2, 3, 4, 5, 6),
                new Secrets("p", "c")));
    new JobStore(flink).remember(OURS, OptionalInt.of(1));
  }

  private Path snapshot(Path path, int minute) throws IOException {
    Path metadata = Files.writeString(Files.createDirectories(path).resolve("_metadata"), "");
    Instant written = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minute);
    Files.setLastModifiedTime(metadata, FileTime.from(written));
    return path;
  }

  private Path savepoint(String name, int minute) throws IOException {
    return snapshot(flink.savepoints().resolve(name), minute);
  }

  private Path checkpoint(String name, int minute) throws IOException {
    return snapshot(flink.checkpoints().resolve(OURS).resolve(name), minute);
  }

  @Test
  void noneWithoutDirectories() throws IOException {
    assertThat(RestorePoint.newest(flink)).isEmpty();
  }

  @Test
  void savepointOfAnOrderlyStopIsNewerThanItsCheckpoints() throws IOException {
    checkpoint("chk-8", 1);
    checkpoint("chk-9", 2);
    Path savepoint = savepoint("savepoint-012345-a", 3);
    assertThat(RestorePoint.newest(flink)).contains(savepoint);
  }

  @Test
  void checkpointAfterTheSavepointWins() throws IOException {
    savepoint("savepoint-012345-a", 3);
    checkpoint("chk-10", 4);
    Path last = checkpoint("chk-11", 5);
    assertThat(RestorePoint.newest(flink)).contains(last);
  }

  @Test
  void incompleteCheckpointDoesNotCount() throws IOException {
    Path complete = checkpoint("chk-1", 1);
    Files.createDirectories(complete.resolveSibling("chk-2"));
    assertThat(RestorePoint.newest(flink)).contains(complete);
  }

  @Test
  void anotherJobsSnapshotsDoNotCount() throws IOException {
    Path checkpoint = checkpoint("chk-1", 1);
    Path savepoint = savepoint("savepoint-012345-0a1b2c3d4e5f", 2);
    snapshot(flink.checkpoints().resolve("f".repeat(32)).resolve("chk-7"), 3);
    savepoint("savepoint-ffffff-0a1b2c3d4e5f", 4);
    assertThat(RestorePoint.newestFirst(flink)).containsExactly(savepoint, checkpoint);
  }

  @Test
  void noneBeforeTheFirstStart() throws IOException {
    checkpoint("chk-1", 1);
    Files.delete(flink.jobDirectory().resolve("ids"));
    assertThat(RestorePoint.newest(flink)).isEmpty();
  }
}

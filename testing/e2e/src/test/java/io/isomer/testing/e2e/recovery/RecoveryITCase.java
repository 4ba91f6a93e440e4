package io.isomer.testing.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.flink.FlinkRest;
import io.isomer.control.flink.LocalFlink;
import io.isomer.control.flink.RestorePoint;
import io.isomer.control.service.Watchdogs;
import io.isomer.control.supervisor.PartWatch;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.FlinkConfiguration;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackListener;
import io.isomer.testing.processes.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Flink's processes killed while rows change, with those who look after them, and no hand. */
@ExtendWith(StackExtension.class)
class RecoveryITCase {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String NAME = "isomer-dw-currency";

  private final DeployedStack stack;
  private final List<String> log = new CopyOnWriteArrayList<>();

  RecoveryITCase(DeployedStack stack) {
    this.stack = stack;
  }

  /** Whatever a test has left, of those parts too that a failure left without a process. */
  @BeforeEach
  void theChainRuns() throws Exception {
    for (Part part : stack.stack().parts()) {
      if (!part.isAlive()) {
        part.restart();
      }
    }
    try (Watchdogs watchdogs = watchdogs()) {
      watchdogs.start();
      stack.pipeline().job().start(RestorePoint.newest(new LocalFlink(stack.stack().config())));
      stack.awaitEqual();
    }
    log.clear();
  }

  private Watchdogs watchdogs() {
    StackConfig config = stack.stack().config();
    return new Watchdogs(new LocalFlink(config), config, config, log::add);
  }

  @Test
  void aKilledJobManagerHasItsJobAgainAndNothingIsLost() throws Exception {
    FlinkRest flink = stack.flink();
    String job = flink.activeJob(NAME).orElseThrow().id();
    try (PartWatch watch = new PartWatch(StackListener.NONE);
        Watchdogs watchdogs = watchdogs()) {
      watchdogs.start();
      kill(watch, PartName.JOBMANAGER);
      change("JM");
      String next = awaitJob(flink);
      assertThat(next).isNotEqualTo(job);
      assertThat(flink.restoredFrom(next).orElseThrow()).contains("/" + job + "/chk-");
      stack.awaitEqual();
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "isomer.operations", matches = "true")
  void aJobGoesOnAfterAKillOfItsTaskManager() throws Exception {
    String job = stack.flink().activeJob(NAME).orElseThrow().id();
    try (PartWatch watch = new PartWatch(StackListener.NONE)) {
      kill(watch, PartName.TASKMANAGER);
      change("TM");
      stack.awaitEqual();
    }
    assertThat(stack.flink().activeJob(NAME).orElseThrow().id()).isEqualTo(job);
  }

  @Test
  void aJobWaitsForKafkaInsteadOfTakingAnOlderCheckpoint() throws Exception {
    FlinkRest flink = stack.flink();
    String job = flink.activeJob(NAME).orElseThrow().id();
    awaitCheckpoints(job, 2);
    Part kafka = stack.stack().part(PartName.KAFKA);
    kafka.stop();
    try (Watchdogs watchdogs = watchdogs()) {
      Path newest = loseTheJob();
      watchdogs.start();
      Await.until("two attempts", LIMIT, () -> attempts().size() >= 2, log::toString);
      kafka.restart();
      change("K");
      String next = awaitJob(flink);
      assertThat(attempts()).allMatch(line -> line.endsWith(newest.toString()));
      assertThat(flink.restoredFrom(next).orElseThrow()).endsWith(newest.toString());
      stack.awaitEqual();
    }
  }

  @Test
  void aCheckpointThatCannotBeReadIsPassedOver() throws Exception {
    FlinkRest flink = stack.flink();
    String job = flink.activeJob(NAME).orElseThrow().id();
    awaitCheckpoints(job, 2);
    try (Watchdogs watchdogs = watchdogs()) {
      Path newest = loseTheJob();
      Path metadata = newest.resolve("_metadata");
      FileTime written = Files.getLastModifiedTime(metadata);
      Files.write(metadata, Arrays.copyOf(Files.readAllBytes(metadata), 20));
      Files.setLastModifiedTime(metadata, written);
      watchdogs.start();
      Await.until("another attempt", LIMIT, () -> attempts().size() >= 2, log::toString);
      change("B");
      String next = awaitJob(flink);
      assertThat(flink.restoredFrom(next).orElseThrow())
          .contains("/" + job + "/chk-")
          .doesNotEndWith(newest.toString());
      stack.awaitEqual();
    }
  }

  private void awaitCheckpoints(String job, int count) {
    Path directory = FlinkConfiguration.checkpoints(stack.stack().config()).resolve(job);
    Await.until(
        count + " checkpoints",
        LIMIT,
        () -> {
          try (Stream<Path> files = Files.list(directory)) {
            return files.filter(each -> Files.exists(each.resolve("_metadata"))).count() >= count;
          }
        });
  }

  /** The JobManager dies, and comes back without its job; returns the newest checkpoint. */
  private Path loseTheJob() throws Exception {
    Part jobManager = stack.stack().part(PartName.JOBMANAGER);
    jobManager.kill();
    Path newest = RestorePoint.newest(new LocalFlink(stack.stack().config())).orElseThrow();
    jobManager.restart();
    return newest;
  }

  private List<String> attempts() {
    return log.stream().filter(line -> line.contains(" resumes from ")).toList();
  }

  private String awaitJob(FlinkRest flink) throws Exception {
    Await.until("the job again", LIMIT, () -> flink.activeJob(NAME).isPresent(), log::toString);
    String next = flink.activeJob(NAME).orElseThrow().id();
    stack.pipeline().job().awaitRunning(next);
    return next;
  }

  private void kill(PartWatch watch, PartName name) {
    Part part = stack.stack().part(name);
    watch.watch(part);
    long pid = part.pid();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Await.until(name + " to be another process", LIMIT, () -> part.pid() != pid && part.isAlive());
  }

  private void change(String code) throws Exception {
    for (int i = 0; i < 100; i++) {
      stack.execute(
          "INSERT INTO dw_currency (currency_code, value_to_try) VALUES ('%s%d', 0)"
              .formatted(code, i),
          "UPDATE dw_currency SET value_to_try = 1 WHERE currency_code = '%s%d'"
              .formatted(code, i / 2),
          "DELETE FROM dw_currency WHERE currency_code = '%s%d'".formatted(code, i / 3));
    }
  }
}

package io.isomer.testing.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path dir;

  private GuardedProcess start(String... command) throws IOException {
    return GuardedProcess.start("part", List.of(command), Map.of(), dir, dir.resolve("part.log"));
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @Test
  void thePidIsTheCommandsOwn() throws IOException {
    try (GuardedProcess sleeper = start("sleep", "60")) {
      Await.until(
          "the shell to become sleep",
          LIMIT,
          () ->
              ProcessHandle.of(sleeper.pid())
                  .flatMap(p -> p.info().command())
                  .orElse("")
                  .endsWith("sleep"));
    }
  }

  @Test
  void stopEndsAProcessThatIgnoresTermination() throws IOException {
    GuardedProcess stubborn = start("sh", "-c", "trap '' TERM; echo up; while :; do sleep 1; done");
    stubborn.awaitReady(LIMIT, () -> Files.readString(stubborn.log()).contains("up"));
    stubborn.stop(Duration.ofMillis(200));
    assertThat(alive(stubborn.pid())).isFalse();
  }

  @Test
  void stopLetsTheProcessEndInItsOwnWay() throws Exception {
    GuardedProcess tidy =
        start(
            "sh", "-c", "trap 'sleep 0.3; echo tidied; exit 3' TERM; echo up; while :; do :; done");
    tidy.awaitReady(LIMIT, () -> Files.readString(tidy.log()).contains("up"));
    tidy.stop(LIMIT);
    assertThat(tidy.onExit().get()).isEqualTo(3);
    assertThat(tidy.log()).content().contains("tidied");
  }

  @Test
  void guardEndsWithItsProcess() throws IOException {
    GuardedProcess sleeper = start("sleep", "60");
    Await.until(
        "the guard to run",
        LIMIT,
        () -> ProcessHandle.of(sleeper.pid()).orElseThrow().children().count() == 1);
    long guard = ProcessHandle.of(sleeper.pid()).orElseThrow().children().findFirst().get().pid();
    sleeper.kill();
    Await.until("the guard to end", LIMIT, () -> !alive(guard));
  }

  @Test
  void processDiesWithAKilledLauncher() throws Exception {
    Path pidFile = dir.resolve("pid");
    Process launcher =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                dir.toString())
            .inheritIO()
            .start();
    Await.until("the launched pid", LIMIT, () -> Files.readString(pidFile).endsWith("\n"));
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    assertThat(alive(pid)).isTrue();
    launcher.destroyForcibly().waitFor();
    Await.until("the orphan to be killed", LIMIT, () -> !alive(pid));
  }

  @Test
  void endBeforeReadyTellsTheExitCodeAndTheLog() throws IOException {
    GuardedProcess failing = start("sh", "-c", "echo no such disk; exit 7");
    assertThatThrownBy(() -> failing.awaitReady(LIMIT, () -> false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("part ended with exit code 7")
        .hasMessageContaining("no such disk");
  }

  @Test
  void theLimitPassesWithTheConditionsOwnReason() throws IOException {
    try (GuardedProcess sleeper = start("sleep", "60")) {
      assertThatThrownBy(
              () ->
                  sleeper.awaitReady(
                      Duration.ofMillis(50),
                      () -> {
                        throw new IOException("connection refused");
                      }))
          .hasMessageContaining("part to be ready")
          .hasStackTraceContaining("connection refused");
    }
  }

  @Test
  void environmentIsAddedAndRemoved() throws IOException {
    GuardedProcess printer =
        GuardedProcess.start(
            "printer",
            List.of("sh", "-c", "echo $ADDED:${HOME:-none}"),
            Map.of("ADDED", "yes", "HOME", ""),
            dir,
            dir.resolve("printer.log"));
    Await.until("the line", LIMIT, () -> Files.readString(printer.log()).contains("yes:none"));
  }

  /** Starts a guarded process, writes its pid to a file, and waits to be killed. */
  static final class Launcher {
    public static void main(String[] args) throws Exception {
      Path dir = Path.of(args[0]);
      GuardedProcess sleeper =
          GuardedProcess.start(
              "sleeper", List.of("sleep", "60"), Map.of(), dir, dir.resolve("sleeper.log"));
      Files.writeString(dir.resolve("pid"), sleeper.pid() + "\n");
      Thread.currentThread().join();
    }
  }
}

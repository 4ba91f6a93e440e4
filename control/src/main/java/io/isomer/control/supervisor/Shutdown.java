package io.isomer.control.supervisor;

import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Ends a stack that another process has started. */
public final class Shutdown {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration AFTER_KILL = Duration.ofSeconds(10);

  private Shutdown() {}

  /**
   * Ends the supervisor and waits until it and every process below it is gone. Only processes whose
   * start time is the recorded one are ever signalled.
   */
  public static void stop(Path directory, StackState state) throws IOException {
    Set<ProcessIdentity> processes = new LinkedHashSet<>(state.processes());
    state
        .supervisor()
        .running()
        .ifPresent(
            supervisor -> {
              supervisor
                  .descendants()
                  .map(ProcessIdentity::of)
                  .forEach(p -> p.ifPresent(processes::add));
              supervisor.destroy();
            });
    Duration patience = state.running() ? PATIENCE : AFTER_KILL;
    try {
      awaitGone(processes, patience);
    } catch (Await.AwaitTimeoutException e) { // asking did not help
      processes.forEach(p -> p.running().ifPresent(ProcessHandle::destroyForcibly));
      awaitGone(processes, AFTER_KILL);
    }
    StateFile.delete(directory);
  }

  private static void awaitGone(Set<ProcessIdentity> processes, Duration limit) {
    Await.until(
        "every process of the stack to end",
        limit,
        () -> running(processes).isEmpty(),
        () -> "pids " + running(processes));
  }

  private static List<Long> running(Set<ProcessIdentity> processes) {
    return processes.stream()
        .filter(process -> process.running().isPresent())
        .map(ProcessIdentity::pid)
        .toList();
  }
}

package io.isomer.testing.processes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An operating-system process that cannot outlive the JVM which started it, however that JVM ends.
 *
 * <p>The JVM holds the writing end of a pipe. A small shell beside the process reads from it: at
 * end of file without the farewell line, the JVM is gone, and the shell kills the process. The
 * process itself replaces the launching shell, so {@link #pid()} is its own pid.
 */
public final class GuardedProcess implements AutoCloseable {

  private static final String FAREWELL = "done\n";

  private static final String GUARD =
      """
      exec 3<&0 0</dev/null
      (
        trap '' HUP INT TERM
        read -r _ <&3 || kill -KILL $$ 2>/dev/null
      ) >/dev/null 2>&1 &
      exec 3<&-
      exec "$@"
      """;

  private static final long CHILDREN_SECONDS = 10;

  private final String name;
  private final Process process;
  private final Path log;

  private GuardedProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    process.onExit().thenAccept(ended -> releaseGuard(ended.getOutputStream()));
  }

  /**
   * Starts a command.
   *
   * @param name the part's name, for messages
   * @param command the program and its arguments
   * @param environment variables added to this process's own; an empty value removes one
   * @param directory the working directory, which must exist
   * @param log the file that standard output and standard error are appended to
   */
  public static GuardedProcess start(
      String name, List<String> command, Map<String, String> environment, Path directory, Path log)
      throws IOException {
    Files.createDirectories(log.getParent());
    List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, name));
    guarded.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(guarded)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    environment.forEach(
        (key, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(key);
          } else {
            builder.environment().put(key, value);
          }
        });
    return new GuardedProcess(name, builder.start(), log);
  }

  private static void releaseGuard(OutputStream pipe) {
    try (pipe) {
      pipe.write(FAREWELL.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // the guard is gone already: there is nobody left to release
    }
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completed with the exit code when the process has ended. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  public Path log() {
    return log;
  }

  /**
   * Waits until {@code ready} yields true.
   *
   * @throws IOException when the process ends first, or the limit passes; the message holds the
   *     log's last lines
   */
  public void awaitReady(Duration limit, java.util.concurrent.Callable<Boolean> ready)
      throws IOException {
    try {
      Await.until(
          name + " to be ready",
          limit,
          () -> {
            if (!process.isAlive()) {
              throw new Await.AbortedException(
                  name + " ended with exit code " + process.exitValue());
            }
            return ready.call();
          });
    } catch (Await.AwaitTimeoutException | Await.AbortedException e) {
      throw new IOException(e.getMessage() + "\n" + logTail(), e);
    }
  }

  /** The log's last lines, and where the whole of it is. */
  public String logTail() throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    List<String> tail = lines.subList(Math.max(0, lines.size() - 20), lines.size());
    return "the end of " + log + ":\n  " + String.join("\n  ", tail);
  }

  /**
   * Ends the process at once, as {@code kill -9} does, and waits for those that it has started:
   * they may hold what its successor needs.
   */
  public void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    awaitExit(Duration.ofSeconds(30));
    for (ProcessHandle child : children) {
      child.onExit().completeOnTimeout(child, CHILDREN_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  /** Asks the process to end, and kills it when it has not ended within {@code patience}. */
  public void stop(Duration patience) {
    // by its handle: Process.destroy() also closes the pipe, upon which the guard kills
    process.toHandle().destroy();
    if (!awaitExit(patience)) {
      kill();
    }
  }

  private boolean awaitExit(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return false;
    }
  }

  /** Stops the process with a patience of ten seconds. */
  @Override
  public void close() {
    stop(Duration.ofSeconds(10));
  }
}

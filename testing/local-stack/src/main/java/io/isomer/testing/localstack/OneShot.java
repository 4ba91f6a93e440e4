package io.isomer.testing.localstack;

import io.isomer.testing.processes.GuardedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that prepares something and ends. */
final class OneShot {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private OneShot() {}

  /**
   * Runs the program to its end.
   *
   * @throws IOException when it fails or takes too long; the message has the log's end
   */
  static void run(String name, List<String> line, Path directory, Path log) throws IOException {
    try (GuardedProcess process = GuardedProcess.start(name, line, Map.of(), directory, log)) {
      int exitCode = process.onExit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (exitCode != 0) {
        throw new IOException(
            name + " ended with exit code " + exitCode + "\n" + process.logTail());
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(name + " did not end within " + LIMIT.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + name + " ran", e);
    }
  }
}

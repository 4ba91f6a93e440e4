package io.isomer.testing.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** One server of the stack, in a process of its own that cannot outlive this JVM. */
public interface Part extends AutoCloseable {

  PartName name();

  /** Launches the process, preparing its directory when needed; does not wait for it. */
  void start() throws IOException;

  /**
   * Waits until the server serves.
   *
   * @throws IOException when the process ends instead, or the part's limit passes; the message has
   *     the log's end
   */
  void awaitReady() throws IOException;

  /** Where a client finds the server. */
  String address();

  /**
   * The running or last process.
   *
   * @throws IllegalStateException when the part has never been started
   */
  long pid();

  boolean isAlive();

  /** Completed with the running process's exit code when it has ended, by itself or not. */
  CompletableFuture<Integer> onExit();

  Path log();

  /** Ends the process at once, as {@code kill -9} does. */
  void kill();

  /** Stops the process if it runs, starts it again on the same data and port, and waits for it. */
  void restart() throws IOException;

  /** Asks the server to end and waits; kills it when it does not end in time. */
  void stop();

  @Override
  default void close() {
    stop();
  }
}

package io.isomer.testing.localstack;

import io.isomer.testing.processes.GuardedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What all parts that are one {@link GuardedProcess} have in common. */
abstract class ProcessPart implements Part {

  private static final Duration READY_LIMIT = Duration.ofSeconds(180);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  protected final StackConfig config;
  private final PartName name;
  private GuardedProcess process;

  ProcessPart(PartName name, StackConfig config) {
    this.name = name;
    this.config = config;
  }

  /** A program, its arguments, and the environment added to this process's own. */
  record Command(List<String> line, Map<String, String> environment) {}

  /** Prepares what the process needs and says how to run it. */
  abstract Command command() throws IOException;

  /** Whether the server serves now; an exception counts as "not yet". */
  abstract boolean serves() throws Exception;

  @Override
  public final PartName name() {
    return name;
  }

  final Path directory() {
    return config.directory(name);
  }

  @Override
  public final Path log() {
    return directory().resolve(name.id() + ".log");
  }

  @Override
  public final synchronized void start() throws IOException {
    if (isAlive()) {
      throw new IllegalStateException(name.title() + " runs already, pid " + pid());
    }
    Files.createDirectories(directory());
    if (process == null && Files.exists(log())) {
      Path previous = directory().resolve(name.id() + ".previous.log");
      Files.move(log(), previous, StandardCopyOption.REPLACE_EXISTING);
    }
    Command command = command();
    process =
        GuardedProcess.start(
            name.title(), command.line(), command.environment(), directory(), log());
  }

  @Override
  public final void awaitReady() throws IOException {
    started().awaitReady(READY_LIMIT, this::serves);
  }

  @Override
  public final long pid() {
    return started().pid();
  }

  @Override
  public final synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  @Override
  public final CompletableFuture<Integer> onExit() {
    return started().onExit();
  }

  @Override
  public final void kill() {
    started().kill();
  }

  @Override
  public final void restart() throws IOException {
    stop();
    start();
    awaitReady();
  }

  @Override
  public final void stop() {
    if (isAlive()) {
      stop(started(), STOP_PATIENCE);
    }
  }

  /** Overridden where SIGTERM is not the right way to ask. */
  void stop(GuardedProcess running, Duration patience) {
    running.stop(patience);
  }

  private synchronized GuardedProcess started() {
    if (process == null) {
      throw new IllegalStateException(name.title() + " has not been started");
    }
    return process;
  }
}

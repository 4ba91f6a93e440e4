package io.isomer.testing.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The whole chain's servers on this machine, each a process of its own that ends with this JVM at
 * the latest.
 *
 * <p>Serves tests ({@link #temporary()}) and the {@code isomer} command alike.
 */
public final class LocalStack implements AutoCloseable {

  private final StackConfig config;
  private final boolean temporary;
  private final Map<PartName, Part> parts = new EnumMap<>(PartName.class);
  private final Map<PartName, CompletableFuture<Void>> ready = new EnumMap<>(PartName.class);

  public LocalStack(StackConfig config, StackListener listener) throws IOException {
    this(config, listener, false);
  }

  private LocalStack(StackConfig config, StackListener listener, boolean temporary)
      throws IOException {
    this.config = config;
    this.temporary = temporary;
    for (PartName name : PartName.values()) {
      parts.put(name, create(name, config, listener));
      ready.put(name, new CompletableFuture<>());
    }
  }

  /** A stack on free ports in a temporary directory, which {@link #close()} deletes. */
  public static LocalStack temporary() throws IOException {
    return temporary(directory -> StackSecurity.LOOPBACK);
  }

  /** Makes a stack's security, with its files in the stack's directory. */
  @FunctionalInterface
  public interface SecurityFactory {
    StackSecurity in(Path directory) throws IOException;
  }

  /** As {@link #temporary()}, with a security of its own. */
  public static LocalStack temporary(SecurityFactory security) throws IOException {
    Path directory = Files.createTempDirectory("isomer").toRealPath();
    return new LocalStack(
        new StackConfig(
            Installation.locate(),
            directory,
            StackPorts.free(),
            Secrets.in(directory),
            security.in(directory)),
        StackListener.NONE,
        true);
  }

  private static Part create(PartName name, StackConfig config, StackListener listener)
      throws IOException {
    return switch (name) {
      case POSTGRES -> new PostgresPart(config);
      case KAFKA -> new KafkaPart(config);
      case CONNECT -> new ConnectPart(config);
      case JOBMANAGER -> new JobManagerPart(config);
      case TASKMANAGER -> new TaskManagerPart(config);
      case CLICKHOUSE -> new ClickHousePart(config, listener);
    };
  }

  /** Starts every part and waits until all serve. */
  public LocalStack start() throws IOException {
    start(StackListener.NONE);
    return this;
  }

  /**
   * As {@link #start()}. All parts start at once: those that need another one wait for it by
   * themselves, having loaded their classes meanwhile.
   *
   * @throws IOException when one fails; those that run go on until {@link #close()}
   */
  public void start(StackListener listener) throws IOException {
    long begin = System.nanoTime();
    for (Part part : parts.values()) {
      Thread starter = new Thread(() -> start(part, listener, begin), "start-" + part.name().id());
      starter.setDaemon(true);
      starter.start();
    }
    try {
      CompletableFuture.allOf(ready.values().toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  private void start(Part part, StackListener listener, long begin) {
    CompletableFuture<Void> state = ready.get(part.name());
    try {
      part.start();
      listener.started(part);
      part.awaitReady();
      listener.ready(part, Duration.ofNanos(System.nanoTime() - begin));
      state.complete(null);
    } catch (IOException | RuntimeException e) {
      failAll(e); // who waits for any part hears of it now, not when his own limit passes
    }
  }

  private void failAll(Exception failure) {
    ready.values().forEach(state -> state.completeExceptionally(failure));
  }

  public StackConfig config() {
    return config;
  }

  /** All parts, in {@link PartName}'s order. */
  public List<Part> parts() {
    return List.copyOf(parts.values());
  }

  public Part part(PartName name) {
    return parts.get(name);
  }

  /** Stops every part: readers before what they read from; deletes a temporary directory. */
  @Override
  public void close() throws IOException {
    try {
      stopTogether(PartName.CONNECT, PartName.TASKMANAGER, PartName.JOBMANAGER);
    } finally {
      try {
        stopTogether(PartName.KAFKA, PartName.POSTGRES, PartName.CLICKHOUSE);
      } finally {
        if (temporary) {
          Directories.delete(config.directory());
        }
      }
    }
  }

  private void stopTogether(PartName... names) {
    List.of(names).parallelStream().map(parts::get).forEach(Part::stop);
  }
}

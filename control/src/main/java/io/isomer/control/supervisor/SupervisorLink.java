package io.isomer.control.supervisor;

import io.isomer.testing.localstack.JavaCommand;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.StackConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The launching side of a {@link Supervisor}: follows it, and takes it down unless released. */
public final class SupervisorLink implements AutoCloseable {

  private static final long STOP_LIMIT_SECONDS = 60;

  /** A session of its own, where there is such a command: Ctrl-C and hang-up stay outside. */
  private static final String DETACH =
      """
      trap '' INT HUP
      if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
      exec "$@"
      """;

  private final Process process;
  private final Path log;
  private final Consumer<SupervisorEvent> listener;
  private final Map<PartName, CompletableFuture<Void>> ready = new EnumMap<>(PartName.class);
  private volatile boolean released;
  private volatile boolean closing;

  private SupervisorLink(Process process, Path log, Consumer<SupervisorEvent> listener) {
    this.process = process;
    this.log = log;
    this.listener = listener;
    for (PartName part : PartName.values()) {
      ready.put(part, new CompletableFuture<>());
    }
    Thread reader = new Thread(this::follow, "supervisor-events");
    reader.setDaemon(true);
    reader.start();
  }

  /** Launches a supervisor for a stack; its directory must exist. */
  public static SupervisorLink launch(StackConfig config, Consumer<SupervisorEvent> listener)
      throws IOException {
    Path log = config.directory().resolve("supervisor.log");
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "isomer-supervisor"));
    line.addAll(
        JavaCommand.light()
            .with("-Xmx96m", "-Disomer.home=" + config.installation().home())
            .temporaryFilesIn(config.directory().resolve("supervisor"))
            .main(
                System.getProperty("java.class.path"),
                Supervisor.class.getName(),
                config.directory().toString(),
                config.ports().format()));
    Process process =
        new ProcessBuilder(line)
            .directory(config.directory().toFile())
            .redirectError(Redirect.to(log.toFile()))
            .start();
    return new SupervisorLink(process, log, listener);
  }

  private void follow() {
    try (BufferedReader events = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = events.readLine(); line != null; line = events.readLine()) {
        handle(SupervisorEvent.parse(line));
      }
      fail("the supervisor has ended; its log is " + log);
    } catch (IOException e) {
      fail("the supervisor cannot be understood: " + e.getMessage());
    }
  }

  private void handle(SupervisorEvent event) {
    listener.accept(event);
    switch (event.kind()) {
      case READY -> ready.get(event.part()).complete(null);
      case FAILED -> fail(event.message());
      case PROGRESS -> {}
    }
  }

  private void fail(String message) {
    if (closing) {
      return; // parts that are being stopped do end
    }
    IOException failure = new IOException(message);
    ready.values().forEach(part -> part.completeExceptionally(failure));
  }

  /** Completed when the part serves; exceptionally when any part failed. */
  public CompletableFuture<Void> ready(PartName part) {
    return ready.get(part);
  }

  public boolean released() {
    return released;
  }

  /** Lets the stack run on when this process ends. */
  public void release() throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((Supervisor.COMPLETE + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
    released = true;
  }

  /** Unless released: has the supervisor stop everything, and waits for it. */
  @Override
  public void close() {
    if (released) {
      return;
    }
    closing = true;
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly(); // the parts' guards do the rest
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

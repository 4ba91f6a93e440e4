package io.isomer.control.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.StackListener;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartWatchTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final FakePart part = new FakePart();
  private final PartWatch watch = new PartWatch(new Listener());

  @AfterEach
  void close() {
    watch.close();
  }

  private void awaitHeard(String event) {
    Await.until(event, LIMIT, () -> heard.contains(event), heard::toString);
  }

  @Test
  void aPartThatEndsIsStartedAgainEachTime() {
    watch.watch(part);
    part.end(137);
    awaitHeard("ready 1");
    part.end(1);
    awaitHeard("ready 2");
    assertThat(heard)
        .containsExactly(
            "ended with exit code 137, 1 s",
            "started 1",
            "ready 1",
            "ended with exit code 1, 2 s",
            "started 2",
            "ready 2");
  }

  @Test
  void aPartThatDoesNotStartIsTriedAgainAfterALongerPause() {
    part.failures = 1;
    watch.watch(part);
    part.end(137);
    awaitHeard("ready 2");
    assertThat(heard)
        .containsExactly(
            "ended with exit code 137, 1 s",
            "started 1",
            "did not start: no port, 2 s",
            "started 2",
            "ready 2");
    assertThat(part.stops).isEqualTo(1);
  }

  @Test
  void noFailureEndsTheWatch() {
    part.failures = 2;
    part.failure = new OutOfMemoryError("made up");
    part.stopFailure = new IllegalStateException("made up");
    watch.watch(part);
    part.end(137);
    awaitHeard("ready 3");
    assertThat(heard).contains("did not start: made up, 4 s");
  }

  @Test
  void nothingIsStartedOnceTheStackIsBeingStopped() {
    watch.watch(part);
    part.end(137);
    awaitHeard("ended with exit code 137, 1 s");
    watch.close();
    watch.watch(part);
    Await.until("the pause to be over", LIMIT, () -> PartWatchTest.threads() == 0);
    assertThat(part.starts).isZero();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("restart-" + PartName.KAFKA))
        .count();
  }

  private final class Listener implements StackListener {

    @Override
    public void started(Part started) {
      heard.add("started " + started.pid());
    }

    @Override
    public void ready(Part served, Duration taken) {
      heard.add("ready " + served.pid());
    }

    @Override
    public void restarting(Part ended, String reason, Duration pause) {
      heard.add(reason + ", " + pause.toSeconds() + " s");
    }
  }

  /** A part without a process, of which the pid is the number of its starts. */
  private static final class FakePart implements Part {

    private CompletableFuture<Integer> exit = new CompletableFuture<>();
    private int starts;
    private int stops;
    private int failures;
    private Error failure;
    private RuntimeException stopFailure;

    void end(int code) {
      exit.complete(code);
    }

    @Override
    public PartName name() {
      return PartName.KAFKA;
    }

    @Override
    public void start() {
      starts++;
      exit = new CompletableFuture<>();
    }

    @Override
    public void awaitReady() throws IOException {
      if (starts <= failures && failure != null) {
        throw failure;
      }
      if (starts <= failures) {
        throw new IOException("no port");
      }
    }

    @Override
    public String address() {
      return "";
    }

    @Override
    public long pid() {
      return starts;
    }

    @Override
    public boolean isAlive() {
      return !exit.isDone();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
      return exit;
    }

    @Override
    public Path log() {
      return Path.of("log");
    }

    @Override
    public void kill() {
      end(137);
    }

    @Override
    public void restart() {
      start();
    }

    @Override
    public void stop() {
      stops++;
      if (stopFailure != null) {
        throw stopFailure;
      }
    }
  }
}

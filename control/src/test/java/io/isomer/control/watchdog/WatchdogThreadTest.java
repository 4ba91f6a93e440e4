package io.isomer.control.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchdogThreadTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();

  private WatchdogThread watchdog(WatchdogThread.Look look) {
    return new WatchdogThread("the job", 1, look, log::add);
  }

  private void awaitLooks(int number) {
    Await.until(number + " looks", LIMIT, () -> looks.get() >= number);
  }

  /** What each look meets in turn, and nothing after the last. */
  private WatchdogThread.Look meeting(Throwable... failures) {
    return () -> {
      int look = looks.getAndIncrement();
      Throwable failure = look < failures.length ? failures[look] : null;
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
    };
  }

  @Test
  void goesOnWhateverIsThrownAndTellsItOnce() {
    Error error = new OutOfMemoryError("Java heap space");
    try (WatchdogThread watchdog =
        watchdog(
            meeting(
                error,
                error,
                new IOException("refused"),
                new IllegalStateException(),
                null,
                error,
                new NoClassDefFoundError("io/isomer/X")))) {
      watchdog.start();
      awaitLooks(9);
    }

    assertThat(log)
        .containsExactly(
            "the job cannot be looked after now: Java heap space",
            "the job cannot be looked after now: refused",
            "the job cannot be looked after now: java.lang.IllegalStateException",
            "the job cannot be looked after now: Java heap space",
            "the job cannot be looked after now: io/isomer/X");
  }

  @Test
  void looksNoMoreOnceItIsClosed() {
    Thread[] thread = new Thread[1];
    try (WatchdogThread watchdog =
        watchdog(
            () -> {
              thread[0] = Thread.currentThread();
              looks.incrementAndGet();
            })) {
      watchdog.start();
      awaitLooks(2);
    }
    Await.until("the thread to end", LIMIT, () -> !thread[0].isAlive());

    assertThat(log).isEmpty();
  }
}

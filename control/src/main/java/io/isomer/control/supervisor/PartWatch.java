package io.isomer.control.supervisor;

import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.StackListener;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Starts parts again that end by themselves, whatever ended them. The pauses before the attempts
 * double from one second to half a minute, until the part has served for a minute; it never gives
 * up, as a full disk or a taken port may pass after hours.
 */
public final class PartWatch implements AutoCloseable {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final StackListener listener;
  private final Map<PartName, Duration> pauses = new EnumMap<>(PartName.class);
  private boolean closed;

  /**
   * @param listener hears of each new start, and how long it took until the part served
   */
  public PartWatch(StackListener listener) {
    this.listener = listener;
  }

  /** Watches a part that serves. */
  public void watch(Part part) {
    long since = System.nanoTime();
    part.onExit()
        .thenAccept(
            code -> {
              Thread starter =
                  new Thread(() -> revive(part, code, since), "restart-" + part.name());
              starter.setDaemon(true);
              starter.start();
            });
  }

  private void revive(Part part, int exitCode, long since) {
    Duration served = Duration.ofNanos(System.nanoTime() - since);
    if (served.compareTo(SETTLED) >= 0) {
      forget(part.name());
    }
    String reason = "ended with exit code " + exitCode;
    while (pause(part, reason)) {
      long begin = System.nanoTime();
      try {
        if (!start(part)) {
          return;
        }
        part.awaitReady();
        listener.ready(part, Duration.ofNanos(System.nanoTime() - begin));
        watch(part);
        return;
      } catch (IOException | RuntimeException | Error e) { // tried again after the next pause
        reason = "did not start: " + e.getMessage();
        stop(part);
      }
    }
  }

  /** What a failure leaves behind, the next start tells of: nothing may end the watch. */
  private static void stop(Part part) {
    try {
      part.stop();
    } catch (RuntimeException | Error e) {
      return;
    }
  }

  /** Not while the stack is being stopped, or the part would be left behind. */
  private synchronized boolean start(Part part) throws IOException {
    if (!closed) {
      part.start();
      listener.started(part);
    }
    return !closed;
  }

  private synchronized void forget(PartName part) {
    pauses.remove(part);
  }

  /** Returns false when there is nothing more to wait for. */
  private synchronized boolean pause(Part part, String reason) {
    Duration pause =
        pauses.merge(part.name(), FIRST_PAUSE, (last, first) -> shorter(last.multipliedBy(2)));
    if (!closed) {
      listener.restarting(part, reason, pause);
    }
    long end = System.nanoTime() + pause.toNanos();
    try {
      for (long left = pause.toMillis(); !closed && left > 0; left = millisTo(end)) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !closed;
  }

  private static Duration shorter(Duration pause) {
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static long millisTo(long nanoTime) {
    return (nanoTime - System.nanoTime()) / 1_000_000;
  }

  /** From now on parts stay as they are. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}

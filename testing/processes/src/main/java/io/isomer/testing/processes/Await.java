package io.isomer.testing.processes;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for a condition with a deadline, polling it; nothing in this project sleeps blindly. */
public final class Await {

  private static final long POLL_MILLIS = 20;

  private Await() {}

  /**
   * Returns as soon as {@code condition} yields true.
   *
   * @param what the awaited state in words, for the message of the time-out
   * @param limit how long to wait at most
   * @param condition an exception from it counts as "not yet" and becomes the cause of the time-out
   * @throws AwaitTimeoutException when the limit has passed
   */
  public static void until(String what, Duration limit, Callable<Boolean> condition) {
    until(what, limit, condition, () -> "");
  }

  /**
   * As {@link #until(String, Duration, Callable)}, with the last seen state in the time-out's
   * message.
   */
  public static void until(
      String what, Duration limit, Callable<Boolean> condition, Supplier<String> lastSeen) {
    long deadline = System.nanoTime() + limit.toNanos();
    Exception cause = null;
    do {
      try {
        if (condition.call()) {
          return;
        }
        cause = null;
      } catch (AbortedException e) {
        throw e;
      } catch (Exception e) { // "not yet": kept as the cause should the limit pass
        cause = e;
      }
      pause();
    } while (System.nanoTime() < deadline);
    throw new AwaitTimeoutException(
        "not within " + limit.toSeconds() + " s: " + what + separated(lastSeen.get()), cause);
  }

  private static String separated(String lastSeen) {
    return lastSeen.isEmpty() ? "" : " (last seen: " + lastSeen + ")";
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AbortedException("interrupted while waiting", e);
    }
  }

  /** The awaited state did not come within the limit. */
  public static final class AwaitTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AwaitTimeoutException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Thrown by a condition that can never become true; the waiting ends at once. */
  public static class AbortedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AbortedException(String message) {
      super(message);
    }

    public AbortedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}

package io.isomer.control.watchdog;

import java.io.IOException;
import java.util.function.Consumer;

/** Looks after something again and again. What is in the way is told once, and passes by itself. */
public final class WatchdogThread implements AutoCloseable {

  /** One look, which mends what it can. */
  public interface Look {
    void look() throws IOException;
  }

  private final String subject;
  private final long pauseMillis;
  private final Look look;
  private final Consumer<String> log;
  private boolean closed;

  /**
   * @param subject what is looked after, such as "the job"
   * @param log hears why it cannot be looked after
   */
  public WatchdogThread(String subject, long pauseMillis, Look look, Consumer<String> log) {
    this.subject = subject;
    this.pauseMillis = pauseMillis;
    this.look = look;
    this.log = log;
  }

  public void start() {
    Thread thread = new Thread(this::watch, "watchdog of " + subject);
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    String last = "";
    while (pause()) {
      try {
        look.look();
        last = "";
      } catch (IOException | RuntimeException | Error e) { // looked at again after the next pause
        String problem = e.getMessage() == null ? e.toString() : e.getMessage();
        if (!problem.equals(last) && !closed()) {
          log.accept(subject + " cannot be looked after now: " + problem);
        }
        last = problem;
      }
    }
  }

  private synchronized boolean pause() {
    try {
      if (!closed) {
        wait(pauseMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !closed;
  }

  private synchronized boolean closed() {
    return closed;
  }

  /** Looks no more; does not wait for the look that is being taken. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}

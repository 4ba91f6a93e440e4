package io.isomer.testing.e2e.verification;

/** Does something again and again in a thread of its own, until it is stopped or fails. */
abstract class Repeated {

  private final Thread thread = new Thread(this::repeat, getClass().getSimpleName());
  private volatile boolean stopped;
  private volatile Exception failure;

  abstract void once() throws Exception;

  final void start() {
    thread.start();
  }

  private void repeat() {
    try {
      while (!stopped) {
        once();
      }
    } catch (Exception e) { // for whoever asks for it
      failure = e;
    }
  }

  /** Why it has ended by itself, or null. */
  Exception failure() {
    return failure;
  }

  void stop() throws Exception {
    stopped = true;
    thread.join();
  }
}

package io.isomer.testing.clickhouseserver;

import java.time.Duration;

/** Tells a {@link Progress} of one piece of work, at a bearable rate. */
final class ProgressMeter {

  private static final long INTERVAL_NANOS = Duration.ofMillis(500).toNanos();

  private final Progress progress;
  private final String what;
  private final long totalBytes;
  private final long begun = System.nanoTime();
  private long told = begun;

  ProgressMeter(Progress progress, String what, long totalBytes) {
    this.progress = progress;
    this.what = what;
    this.totalBytes = totalBytes;
  }

  void at(long bytes) {
    if (System.nanoTime() - told >= INTERVAL_NANOS) {
      tell(bytes);
    }
  }

  void done(long bytes) {
    tell(bytes);
  }

  private void tell(long bytes) {
    told = System.nanoTime();
    progress.update(new Progress.Step(what, bytes, totalBytes, Duration.ofNanos(told - begun)));
  }
}

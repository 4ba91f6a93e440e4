package io.isomer.testing.clickhouseserver;

import java.time.Duration;

/** Hears of work that may take minutes, such as a download. */
@FunctionalInterface
public interface Progress {

  /** Says nothing. */
  Progress SILENT = step -> {};

  /**
   * Called about twice a second while the work goes on, and once when it is done.
   *
   * @param step how far it is
   */
  void update(Step step);

  /**
   * A state of the work.
   *
   * @param what the work in words
   * @param bytes how many bytes are done
   * @param totalBytes how many there are, or -1 while that is unknown
   * @param elapsed since the work began
   */
  record Step(String what, long bytes, long totalBytes, Duration elapsed) {

    @Override
    public String toString() {
      String total = totalBytes < 0 ? "" : " of " + (totalBytes >> 20);
      return what + ": " + (bytes >> 20) + total + " MB, " + elapsed.toSeconds() + " s";
    }
  }
}

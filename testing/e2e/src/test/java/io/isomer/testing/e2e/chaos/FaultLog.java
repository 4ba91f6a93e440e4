package io.isomer.testing.e2e.chaos;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was done and what was heard, with the time. */
final class FaultLog {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  void add(String line) {
    lines.add(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}

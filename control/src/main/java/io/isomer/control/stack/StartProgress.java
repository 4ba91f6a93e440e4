package io.isomer.control.stack;

import io.isomer.control.supervisor.SupervisorEvent;
import io.isomer.control.terminal.Terminal;
import io.isomer.testing.localstack.PartName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whoever waits for a start how far it is. */
final class StartProgress {

  /** How often a log hears of a long download. */
  private static final long TELL_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final Terminal terminal;
  private long toldNanos = System.nanoTime() - TELL_EVERY_NANOS;
  private final Set<String> missing =
      Stream.concat(
              Arrays.stream(PartName.values()).map(PartName::title), Stream.of("connector", "job"))
          .collect(Collectors.toCollection(java.util.LinkedHashSet::new));

  StartProgress(Terminal terminal) {
    this.terminal = terminal;
    waiting();
  }

  void event(SupervisorEvent event) {
    switch (event.kind()) {
      case READY -> done(event.part().title(), event.seconds());
      case PROGRESS -> passing(event.part().title() + ": " + event.message());
      case FAILED -> {} // thrown where it is waited for
    }
  }

  private synchronized void passing(String text) {
    if (terminal.interactive()) {
      terminal.passing(text);
    } else if (System.nanoTime() - toldNanos > TELL_EVERY_NANOS) {
      terminal.line(text);
      toldNanos = System.nanoTime();
    }
  }

  void step(String step, Duration taken) {
    done(step, taken.toMillis() / 1000.0);
  }

  private synchronized void done(String what, double seconds) {
    missing.remove(what);
    terminal.line(String.format(Locale.ROOT, "%6.1f s  %s", seconds, what));
    waiting();
  }

  private synchronized void waiting() {
    terminal.passing(Terminal.dim("waiting for " + String.join(", ", missing)));
  }
}

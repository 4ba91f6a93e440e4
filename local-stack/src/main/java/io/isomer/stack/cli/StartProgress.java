package io.isomer.stack.cli;

import io.isomer.stack.PartName;
import io.isomer.stack.supervisor.SupervisorEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whoever waits for a start how far it is. */
final class StartProgress {

  private final Terminal terminal;
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
      case PROGRESS -> terminal.passing(event.part().title() + ": " + event.message());
      case FAILED -> {} // thrown where it is waited for
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

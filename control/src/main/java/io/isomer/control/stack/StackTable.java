package io.isomer.control.stack;

import io.isomer.control.supervisor.PartState;
import io.isomer.control.supervisor.StackState;
import io.isomer.control.terminal.Terminal;
import io.isomer.control.terminal.TextTable;
import java.util.Locale;

/** The parts of a stack as a table. */
final class StackTable {

  private final StackState state;

  StackTable(StackState state) {
    this.state = state;
  }

  void print(Terminal terminal) {
    TextTable table =
        new TextTable().row("Part", "State", "Pid", "Ready after", "Restarts", "Address");
    for (PartState part : state.parts()) {
      table.row(
          part.part().title(),
          status(part),
          part.process() == null ? "" : String.valueOf(part.process().pid()),
          part.readySeconds() == null
              ? ""
              : String.format(Locale.ROOT, "%.1f s", part.readySeconds()),
          String.valueOf(part.restarts()),
          part.address());
    }
    terminal.line("");
    table.lines().stream().limit(1).map(Terminal::bold).forEach(terminal::line);
    table.lines().stream().skip(1).forEach(terminal::line);
  }

  private static String status(PartState part) {
    return switch (part.status()) {
      case STARTING -> "starting";
      case UP -> Terminal.good("up");
      case DEAD -> Terminal.bad("dead (exit code " + part.exitCode() + ")");
    };
  }
}

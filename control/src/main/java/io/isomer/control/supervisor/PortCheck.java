package io.isomer.control.supervisor;

import io.isomer.testing.localstack.StackPorts;
import io.isomer.testing.processes.Ports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out before the start what would stand in its way. */
public final class PortCheck {

  private PortCheck() {}

  /** One line for each port that cannot be used; empty when all can. */
  public static List<String> problems(StackPorts ports) {
    List<String> problems = new ArrayList<>();
    Map<Integer, StackPorts.Named> seen = new HashMap<>();
    for (StackPorts.Named named : ports.named()) {
      StackPorts.Named first = seen.putIfAbsent(named.port(), named);
      if (first != null) {
        problems.add(
            named.title()
                + " and "
                + first.title()
                + " both want port "
                + named.port()
                + ": change one with "
                + named.option()
                + " or "
                + first.option());
      } else if (!Ports.isFree(named.port())) {
        problems.add(
            named.title()
                + "'s port "
                + named.port()
                + " is taken"
                + PortHolder.of(named.port()).map(holder -> " by " + holder).orElse("")
                + ": choose another with "
                + named.option());
      }
    }
    return problems;
  }
}

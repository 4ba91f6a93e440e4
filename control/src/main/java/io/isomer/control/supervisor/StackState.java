package io.isomer.control.supervisor;

import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.StackPorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A stack as its supervisor last wrote it down.
 *
 * @param complete whether the whole pipeline has been up, not merely its servers
 */
public record StackState(
    ProcessIdentity supervisor, StackPorts ports, boolean complete, List<PartState> parts) {

  public StackState {
    parts = List.copyOf(parts);
  }

  /** Whether the supervisor, and with it the stack, is running. */
  public boolean running() {
    return supervisor.running().isPresent();
  }

  public Optional<PartState> part(PartName name) {
    return parts.stream().filter(part -> part.part() == name).findFirst();
  }

  StackState completed() {
    return new StackState(supervisor, ports, true, parts);
  }

  StackState with(PartState changed) {
    List<PartState> all = new ArrayList<>(parts);
    all.removeIf(part -> part.part() == changed.part());
    all.add(changed);
    all.sort((a, b) -> a.part().compareTo(b.part()));
    return new StackState(supervisor, ports, complete, all);
  }

  /** Every process of the stack that is known by name. */
  List<ProcessIdentity> processes() {
    List<ProcessIdentity> all = new ArrayList<>();
    parts.stream().map(PartState::process).filter(Objects::nonNull).forEach(all::add);
    all.add(supervisor);
    return all;
  }
}

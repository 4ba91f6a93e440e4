package io.isomer.stack.cli;

import io.isomer.stack.Installation;
import io.isomer.stack.Secrets;
import io.isomer.stack.StackConfig;
import io.isomer.stack.StackPorts;
import io.isomer.stack.supervisor.StackState;
import io.isomer.stack.supervisor.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class StackOption {

  @Option(
      names = "--dir",
      paramLabel = "DIRECTORY",
      description = "where the stack's data and logs are; default: .isomer beside this command")
  private Path directory;

  Path directory() {
    Path chosen = directory == null ? Installation.locate().home().resolve(".isomer") : directory;
    return chosen.toAbsolutePath().normalize();
  }

  Optional<StackState> state() throws IOException {
    return StateFile.read(directory());
  }

  /** The state of a stack that runs. */
  StackState running() throws IOException {
    return state().filter(StackState::running).orElseThrow(this::notRunning);
  }

  private CliException notRunning() {
    return new CliException("no stack runs in " + directory() + ": start it with 'isomer up'");
  }

  /** The configuration of a stack that runs. */
  StackConfig runningConfig() throws IOException {
    return config(running().ports());
  }

  /** A configuration with these ports; creates the directory when it is missing. */
  StackConfig config(StackPorts ports) throws IOException {
    Path real = Files.createDirectories(directory()).toRealPath();
    return new StackConfig(Installation.locate(), real, ports, Secrets.in(real));
  }
}

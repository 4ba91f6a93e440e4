package io.isomer.stack.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack and its pipeline, and leaves it running. */
@Command(
    name = "up",
    description = "Starts all parts, the connector and the job; returns when records flow.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  @Mixin private StackOption stack;
  @Mixin private PortOptions ports;

  @Option(
      names = "--no-restore",
      description =
          "start the job from the topics' beginning, not from its last savepoint or checkpoint")
  private boolean fresh;

  @Override
  public Integer call() throws Exception {
    Terminal terminal = new Terminal();
    new StackStart(stack, terminal).start(ports.ports(), !fresh);
    new StackTable(stack.running()).print(terminal);
    return 0;
  }
}

package io.isomer.control.command;

import io.isomer.control.stack.StackOption;
import io.isomer.control.stack.StartOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the stack and its pipeline, and leaves it running. */
@Command(
    name = "up",
    description = "Starts all parts, the connector and the job; returns when records flow.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

  @Mixin private StackOption stack;
  @Mixin private StartOptions options;

  @Override
  public Integer call() throws Exception {
    stack.chosen().up(options);
    stack.chosen().printParts();
    return 0;
  }
}

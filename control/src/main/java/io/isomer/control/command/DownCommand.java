package io.isomer.control.command;

import io.isomer.control.stack.StackOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops the stack. */
@Command(
    name = "down",
    description = "Stops the job with a savepoint, then all parts; data stay unless --clean.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

  @Mixin private StackOption stack;

  @Option(
      names = "--clean",
      description = "delete the stack's data, logs and local passwords, too; with --compose: data")
  private boolean clean;

  @Override
  public Integer call() throws Exception {
    stack.chosen().down(clean);
    return 0;
  }
}

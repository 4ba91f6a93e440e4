package io.isomer.stack.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts another jar in the place of the running job's. */
@Command(
    name = "upgrade",
    description = {
      "Stops the job with a savepoint and goes on from it with another jar.",
      "When that one does not come up, the old one goes on from the same savepoint."
    },
    mixinStandardHelpOptions = true)
final class UpgradeCommand implements Callable<Integer> {

  @Mixin private StackOption stack;

  @Parameters(
      arity = "0..1",
      paramLabel = "JAR",
      description = "the new job; default: the one that this command has built")
  private Path jar;

  @Override
  public Integer call() throws Exception {
    return stack.chosen().upgrade(Optional.ofNullable(jar));
  }
}

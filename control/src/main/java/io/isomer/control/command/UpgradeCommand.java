package io.isomer.control.command;

import io.isomer.control.stack.StackOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts another jar in the place of the running job's. */
@Command(
    name = "upgrade",
    description = {
      "Stops the job with a savepoint and goes on from it with another jar.",
      "When that one does not come up, the old one goes on from the same savepoint, and the exit"
          + " code is 1."
    },
    mixinStandardHelpOptions = true)
public final class UpgradeCommand implements Callable<Integer> {

  @Mixin private StackOption stack;

  @Parameters(
      arity = "0..1",
      paramLabel = "JAR",
      description = "the new job; default: the one that this command has built")
  private Path jar;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "180",
      description =
          "how long the new job may take until it runs and has completed a checkpoint; default:"
              + " ${DEFAULT-VALUE}")
  private long waitSeconds;

  @Override
  public Integer call() throws Exception {
    return stack.chosen().upgrade(Optional.ofNullable(jar), Duration.ofSeconds(waitSeconds));
  }
}

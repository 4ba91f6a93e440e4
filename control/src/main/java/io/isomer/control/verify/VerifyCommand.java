package io.isomer.control.verify;

import io.isomer.control.stack.StackOption;
import io.isomer.control.terminal.Terminal;
import io.isomer.testing.localstack.StackAccess;
import io.isomer.verify.cli.Screen;
import io.isomer.verify.cli.VerifyOptions;
import io.isomer.verify.cli.VerifyRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the stack's two databases. */
@Command(
    name = "verify",
    description = {
      "Compares PostgreSQL's tables with their copies, value by value, while both change.",
      "Ends with 0 when all are equal, 1 when something differs, 2 when something could not be"
          + " compared."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = 2)
public final class VerifyCommand implements Callable<Integer> {

  @Mixin private StackOption stack;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      defaultValue = "isomer",
      description = "the job's consumer group; default: ${DEFAULT-VALUE}")
  private String group;

  @Mixin private VerifyOptions options;

  @Override
  public Integer call() throws Exception {
    StackAccess access = stack.access();
    Screen screen = new Screen(new Terminal().interactive());
    return new VerifyRun(StackDatabases.of(access), options, screen)
        .run(
            postgres ->
                new PipelineProgress(access, postgres, StackDatabases.connector(access), group))
        .ordinal();
  }
}

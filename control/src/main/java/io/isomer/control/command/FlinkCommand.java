package io.isomer.control.command;

import io.isomer.control.stack.StackOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Passes everything to Flink's own command. */
@Command(
    name = "flink",
    description = "Flink's own command on this cluster, such as: flink list, flink savepoint JOB.",
    footer = "'isomer flink -- --help' shows Flink's own help.",
    mixinStandardHelpOptions = true)
public final class FlinkCommand implements Callable<Integer> {

  @Mixin private StackOption stack;

  @Parameters(paramLabel = "ARGUMENT", description = "passed on as it is")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws Exception {
    return stack.chosen().flink(arguments);
  }
}

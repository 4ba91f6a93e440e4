package io.isomer.control.command;

import io.isomer.control.stack.StackOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a part's log. */
@Command(name = "logs", description = "Prints a part's log.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

  @Mixin private StackOption stack;

  @Parameters(
      paramLabel = "PART",
      description = {
        "postgres, kafka, connect, jobmanager, taskmanager, clickhouse or supervisor;",
        "with --compose: any service of docker-compose.yml"
      })
  private String part;

  @Option(names = "-f", description = "go on with what is written, until interrupted")
  private boolean follow;

  @Override
  public Integer call() throws Exception {
    return stack.chosen().logs(part, follow);
  }
}

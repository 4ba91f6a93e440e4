package io.isomer.control.command;

import io.isomer.control.stack.CliException;
import io.isomer.control.stack.StackChoice;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.JavaCommand;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Passes everything to the benchmarks, which get a JVM of their own. */
@Command(
    name = "bench",
    description = "Measures the job beside others on the same data: drain, latency and more.")
public final class BenchCommand implements Callable<Integer> {

  @ParentCommand private StackChoice isomer;

  @Parameters(paramLabel = "ARGUMENT", description = "passed on as it is")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws Exception {
    if (isomer.compose()) {
      throw new CliException("bench measures on a local stack of its own, not on containers");
    }
    Installation installation = Installation.locate();
    List<String> line =
        JavaCommand.steady()
            .with("-Xmx1g", "-D" + Installation.HOME_PROPERTY + "=" + installation.home())
            .main(
                installation.benchmarksClassPath(),
                "io.isomer.benchmarks.cli.Bench",
                arguments.toArray(String[]::new));
    return new ProcessBuilder(line).inheritIO().start().waitFor();
  }
}

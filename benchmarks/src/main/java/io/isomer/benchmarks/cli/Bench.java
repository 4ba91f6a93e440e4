package io.isomer.benchmarks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code isomer bench}. */
@Command(
    name = "isomer bench",
    description = "Measures the job on a stack of its own, beside others on the same data.",
    synopsisSubcommandLabel = "BENCHMARK",
    mixinStandardHelpOptions = true,
    subcommands = {
      DrainCommand.class,
      LatencyCommand.class,
      SnapshotCommand.class,
      LoadCommand.class,
      PartsCommand.class,
      MicroCommand.class,
      AllCommand.class,
      RecordCommand.class
    })
public final class Bench implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say what to measure");
  }

  /** Ends with 0, 1 when something has failed, 2 when it was not understood. */
  public static void main(String[] args) {
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Bench::explain);
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    System.err.println("isomer bench: " + message);
    if (System.getenv("ISOMER_DEBUG") != null) {
      failure.printStackTrace();
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}

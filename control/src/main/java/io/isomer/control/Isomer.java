package io.isomer.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.isomer.control.command.BenchCommand;
import io.isomer.control.command.CheckCommand;
import io.isomer.control.command.DeadLettersCommand;
import io.isomer.control.command.DownCommand;
import io.isomer.control.command.FlinkCommand;
import io.isomer.control.command.LogsCommand;
import io.isomer.control.command.SqlCommand;
import io.isomer.control.command.StatusCommand;
import io.isomer.control.command.UpCommand;
import io.isomer.control.command.UpgradeCommand;
import io.isomer.control.ddl.DdlCommand;
import io.isomer.control.demo.DemoCommand;
import io.isomer.control.stack.StackChoice;
import io.isomer.control.terminal.Terminal;
import io.isomer.control.verify.ResyncCommand;
import io.isomer.control.verify.VerifyCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code isomer} command. */
@Command(
    name = "isomer",
    description = "PostgreSQL to ClickHouse by Debezium, Kafka and Flink, all on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "isomer 0.1.0",
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      SqlCommand.class,
      StatusCommand.class,
      CheckCommand.class,
      DdlCommand.class,
      FlinkCommand.class,
      DeadLettersCommand.class,
      VerifyCommand.class,
      ResyncCommand.class,
      LogsCommand.class,
      UpgradeCommand.class,
      BenchCommand.class,
      DownCommand.class
    })
public final class Isomer implements Runnable, StackChoice {

  @Spec private CommandSpec spec;

  @Option(
      names = "--compose",
      scope = ScopeType.INHERIT,
      description = "act on the stack of docker-compose.yml, not on the local one")
  private boolean compose;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "with --compose: its variables; default: .env beside this command")
  private Path envFile;

  @Override
  public boolean compose() {
    return compose;
  }

  @Override
  public Path envFile() {
    return envFile;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say what to do");
  }

  /** Ends with the command's exit code: 0 done, 1 failed, 2 not understood; verify has its own. */
  public static void main(String[] args) {
    // whatever the locale says: names and signs outside ASCII are part of the output
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
    System.exit(commandLine().execute(args));
  }

  public static CommandLine commandLine() {
    CommandLine isomer =
        new CommandLine(new Isomer())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Isomer::explain);
    // from its first word on, a flink command line is Flink's own, and a bench one the benchmarks'
    for (String passing : List.of("flink", "bench")) {
      isomer
          .getSubcommands()
          .get(passing)
          .setStopAtPositional(true)
          .setUnmatchedOptionsArePositionalParams(true);
    }
    return isomer;
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    System.err.println(Terminal.bad("isomer: ") + message);
    if (System.getenv("ISOMER_DEBUG") != null) {
      failure.printStackTrace();
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}

package io.isomer.control.verify;

import io.isomer.control.options.PipelineEpoch;
import io.isomer.control.stack.StackOption;
import io.isomer.control.terminal.Terminal;
import io.isomer.postgressource.Catalog;
import io.isomer.postgressource.SourceTable;
import io.isomer.targetformat.NameTemplate;
import io.isomer.testing.localstack.StackAccess;
import io.isomer.verify.Outcome;
import io.isomer.verify.Settings;
import io.isomer.verify.TableResult;
import io.isomer.verify.cli.Databases;
import io.isomer.verify.cli.Screen;
import io.isomer.verify.cli.TablePatterns;
import io.isomer.verify.cli.TextReport;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.resync.Resync;
import io.isomer.verify.resync.ResyncListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rebuilds copies of the stack's tables. */
@Command(
    name = "resync",
    description = {
      "Builds a table's copy anew from PostgreSQL, while changes stream in and others read it, and"
          + " puts it in the old one's place at once.",
      "Ends with 0 when the new copy is equal to the source. Else the old one stays, and it ends"
          + " with 1 when something differs, 2 when the copy could not be built or compared."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = 2)
public final class ResyncCommand implements Callable<Integer> {

  @Mixin private StackOption stack;

  @Parameters(arity = "1..*", paramLabel = "TABLE", description = "tables as schema.table")
  private List<String> tables;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      defaultValue = "isomer",
      description = "the job's consumer group; default: ${DEFAULT-VALUE}")
  private String group;

  @Option(
      names = "--versions",
      paramLabel = "NAME",
      defaultValue = NameTemplate.TABLE,
      description = "the tables that the job writes to; default: ${DEFAULT-VALUE}")
  private String versions;

  @Override
  public Integer call() throws Exception {
    StackAccess access = stack.access();
    Databases databases = StackDatabases.of(access);
    int epoch = PipelineEpoch.of(access.installation().pipelineConfig());
    try (Postgres postgres = databases.source().connect()) {
      PipelineProgress progress =
          new PipelineProgress(access, postgres, StackDatabases.connector(access), group);
      Resync resync =
          new Resync(
              databases.source()::connect,
              databases.target().connect(),
              versions,
              epoch,
              Settings.DEFAULTS,
              new Steps());
      List<TableResult> results = new ArrayList<>();
      for (SourceTable table :
          TablePatterns.choose(Catalog.tables(postgres.connection()), tables)) {
        results.add(resync.run(table, postgres, progress));
        TextReport.lines(results.get(results.size() - 1)).forEach(System.out::println);
      }
      return Outcome.of(results).ordinal();
    }
  }

  /** Each step on a line of its own, within it the verification's screen. */
  private static final class Steps implements ResyncListener {

    private final Screen screen = new Screen(new Terminal().interactive());
    private String last = "";

    @Override
    public void step(String what) {
      if (!what.equals(last)) {
        System.err.println(what);
        last = what;
      }
    }

    @Override
    public void tableStarted(String table, long rows) {
      screen.tableStarted(table, rows);
    }

    @Override
    public void compared(String table, long rows) {
      screen.compared(table, rows);
    }

    @Override
    public void settling(String table, int rows, String waitingFor) {
      screen.settling(table, rows, waitingFor);
    }

    @Override
    public void tableDone(TableResult result) {
      screen.tableDone(result);
    }
  }
}

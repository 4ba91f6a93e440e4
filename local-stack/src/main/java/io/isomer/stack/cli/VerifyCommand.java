package io.isomer.stack.cli;

import io.isomer.stack.StackAccess;
import io.isomer.stack.pipeline.Connector;
import io.isomer.stack.pipeline.PipelineProgress;
import io.isomer.verify.cli.Databases;
import io.isomer.verify.cli.Screen;
import io.isomer.verify.cli.VerifyOptions;
import io.isomer.verify.cli.VerifyRun;
import java.io.IOException;
import java.net.URI;
import java.util.List;
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
final class VerifyCommand implements Callable<Integer> {

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
    return new VerifyRun(databases(access), options, screen)
        .run(postgres -> new PipelineProgress(access, postgres, connector(access), group))
        .ordinal();
  }

  private static Databases databases(StackAccess access) {
    return new Databases(
        new Databases.Source(
            access.postgresJdbcUrl(), access.postgresUser(), access.postgresPassword()),
        new Databases.Target(
            URI.create(access.clickhouseUrl()),
            access.clickhouseDatabase(),
            access.clickhouseUser(),
            access.clickhousePassword()));
  }

  private static Connector connector(StackAccess access) throws IOException {
    List<Connector> connectors = Connector.in(access.installation().connectors());
    if (connectors.size() != 1) {
      throw new CliException("connectors/ has " + connectors.size() + " connectors, not one");
    }
    return connectors.get(0);
  }
}

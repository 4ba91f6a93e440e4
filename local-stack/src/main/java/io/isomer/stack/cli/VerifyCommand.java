package io.isomer.stack.cli;

import io.isomer.stack.StackConfig;
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
    StackConfig config = stack.runningConfig();
    Screen screen = new Screen(new Terminal().interactive());
    return new VerifyRun(databases(config), options, screen)
        .run(postgres -> new PipelineProgress(config, postgres, connector(config), group))
        .ordinal();
  }

  private static Databases databases(StackConfig config) {
    return new Databases(
        new Databases.Source(
            config.postgresJdbcUrl(),
            StackConfig.POSTGRES_USER,
            config.secrets().postgresPassword()),
        new Databases.Target(
            URI.create(config.clickhouseUrl()),
            StackConfig.CLICKHOUSE_DATABASE,
            StackConfig.CLICKHOUSE_USER,
            config.secrets().clickhousePassword()));
  }

  private static Connector connector(StackConfig config) throws IOException {
    List<Connector> connectors = Connector.in(config.installation().connectors());
    if (connectors.size() != 1) {
      throw new CliException("connectors/ has " + connectors.size() + " connectors, not one");
    }
    return connectors.get(0);
  }
}

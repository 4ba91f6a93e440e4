package io.isomer.verify.cli;

import io.isomer.verify.Outcome;
import io.isomer.verify.database.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares any two databases. */
@Command(
    name = "isomer-verify",
    description = {
      "Compares PostgreSQL tables with their ClickHouse copies, value by value.",
      "Ends with 0 when all are equal, 1 when something differs, 2 when something could not be"
          + " compared."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StandaloneVerifyCommand implements Callable<Integer> {

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      required = true,
      description = "the source, as jdbc:postgresql://host:port/database")
  private String postgresUrl;

  @Option(
      names = "--postgres-user",
      paramLabel = "USER",
      defaultValue = "",
      description = "its user")
  private String postgresUser;

  @Option(
      names = "--postgres-password",
      paramLabel = "PASSWORD",
      defaultValue = "${env:POSTGRES_PASSWORD:-}",
      description = "best given as the environment's POSTGRES_PASSWORD")
  private String postgresPassword;

  @Option(
      names = "--clickhouse",
      paramLabel = "URL",
      required = true,
      description = "the copies' server, as http://host:8123 or https://host:8443")
  private URI clickhouseUrl;

  @Option(
      names = "--clickhouse-database",
      paramLabel = "DATABASE",
      defaultValue = "default",
      description = "the copies' database; default: ${DEFAULT-VALUE}")
  private String clickhouseDatabase;

  @Option(
      names = "--clickhouse-user",
      paramLabel = "USER",
      defaultValue = "default",
      description = "its user; default: ${DEFAULT-VALUE}")
  private String clickhouseUser;

  @Option(
      names = "--clickhouse-password",
      paramLabel = "PASSWORD",
      defaultValue = "${env:CLICKHOUSE_PASSWORD:-}",
      description = "best given as the environment's CLICKHOUSE_PASSWORD")
  private String clickhousePassword;

  @Option(
      names = "--clickhouse-ca",
      paramLabel = "FILE",
      description = "trusted certificates in PEM for https; default: Java's own")
  private Path clickhouseCa;

  @Option(
      names = "--slot",
      paramLabel = "SLOT",
      defaultValue = "",
      description = "the connector's replication slot, which identifies rows in flight")
  private String slot;

  @Mixin private VerifyOptions options;

  @Override
  public Integer call() throws Exception {
    Databases databases =
        new Databases(
            new Databases.Source(postgresUrl, postgresUser, postgresPassword),
            new Databases.Target(
                clickhouseUrl,
                clickhouseDatabase,
                clickhouseUser,
                clickhousePassword,
                clickhouseCa == null ? Tls.PUBLIC : Tls.trusting(clickhouseCa)));
    Outcome outcome =
        new VerifyRun(databases, options, new Screen(System.console() != null))
            .run(postgres -> options.slotProgress(postgres, slot));
    return outcome.ordinal();
  }
}

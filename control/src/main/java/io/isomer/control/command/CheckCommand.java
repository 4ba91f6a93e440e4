package io.isomer.control.command;

import io.isomer.control.connect.Connectors;
import io.isomer.control.stack.CliException;
import io.isomer.control.stack.SourceOption;
import io.isomer.control.stack.StackOption;
import io.isomer.control.terminal.Terminal;
import io.isomer.postgressource.preflight.Finding;
import io.isomer.postgressource.preflight.SourceCheck;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at PostgreSQL and the connectors for what would cost values or changes. */
@Command(
    name = "check",
    description = {
      "Looks at PostgreSQL, its tables and the connectors' settings for what keeps the copy from"
          + " being identical, here or anywhere.",
      "Ends with 1 when replication would stop or be wrong."
    },
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

  @Mixin private StackOption stack;

  @ArgGroup(exclusive = false, heading = "Another chain than the stack's:%n")
  private Elsewhere elsewhere;

  /** Addresses of a chain that is not the stack's. */
  static final class Elsewhere {

    @ArgGroup(exclusive = false, multiplicity = "1")
    private SourceOption source;

    @Option(
        names = "--connect-url",
        required = true,
        paramLabel = "URL",
        description = "Kafka Connect's REST interface")
    private String connectUrl;
  }

  @Override
  public Integer call() throws Exception {
    if (elsewhere != null) {
      try (Connection postgres = elsewhere.source.connect()) {
        return report(findings(postgres, elsewhere.connectUrl));
      }
    }
    StackAccess access = stack.access();
    try (Connection postgres = PostgresPart.connect(access)) {
      return report(findings(postgres, access.connectUrl()));
    }
  }

  private static List<Finding> findings(Connection postgres, String connectUrl)
      throws IOException, SQLException {
    Map<String, Map<String, String>> connectors = Connectors.settings(connectUrl);
    if (connectors.isEmpty()) {
      throw new CliException(
          "Connect at " + connectUrl + " has no PostgreSQL connector: register one first");
    }
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> connector : connectors.entrySet()) {
      findings.addAll(SourceCheck.findings(postgres, connector.getKey(), connector.getValue()));
    }
    return findings;
  }

  private static int report(List<Finding> findings) {
    Terminal terminal = new Terminal();
    for (Finding finding : findings) {
      boolean error = finding.severity() == Finding.Severity.ERROR;
      String severity = error ? Terminal.bad("error") : Terminal.bold("warning");
      terminal.line(severity + "  " + finding.subject() + ": " + finding.message());
    }
    if (findings.isEmpty()) {
      terminal.line(Terminal.good("Nothing stands in the way."));
    }
    return findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR) ? 1 : 0;
  }
}

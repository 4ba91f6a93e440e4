package io.isomer.control.command;

import io.isomer.control.sql.ClickHouseSession;
import io.isomer.control.sql.PostgresSession;
import io.isomer.control.sql.ResultFormat;
import io.isomer.control.sql.SqlScript;
import io.isomer.control.sql.SqlSession;
import io.isomer.control.stack.StackOption;
import io.isomer.control.terminal.Terminal;
import io.isomer.testing.localstack.StackAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Queries either database. */
@Command(
    name = "sql",
    description = "Runs a query, or what standard input has, or what you type.",
    mixinStandardHelpOptions = true)
public final class SqlCommand implements Callable<Integer> {

  /** Where a query goes. */
  enum Database {
    POSTGRES,
    CLICKHOUSE
  }

  @Mixin private StackOption stack;

  @Parameters(index = "0", paramLabel = "DATABASE", description = "postgres or clickhouse")
  private Database database;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "QUERY",
      description = "one or more statements")
  private String query;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (one object a line); default: ${DEFAULT-VALUE}")
  private ResultFormat format;

  @Override
  public Integer call() throws Exception {
    StackAccess access = stack.access();
    try (SqlSession session =
        database == Database.POSTGRES
            ? new PostgresSession(access)
            : new ClickHouseSession(access)) {
      if (query != null) {
        run(session, query);
      } else if (Terminal.inputIsTerminal()) {
        converse(session);
      } else {
        run(session, new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return 0;
  }

  private void run(SqlSession session, String text) throws IOException, SQLException {
    for (String statement : SqlScript.statements(text)) {
      session.run(statement).print(format, System.out);
    }
  }

  /** Reads statements, each ended by a semicolon; an error does not end the conversation. */
  private void converse(SqlSession session) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String name = database.name().toLowerCase(java.util.Locale.ROOT);
    StringBuilder typed = new StringBuilder();
    prompt(name + "> ");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (typed.isEmpty() && List.of("exit", "quit", "\\q").contains(line.strip())) {
        return;
      }
      typed.append(line).append('\n');
      if (line.stripTrailing().endsWith(";")) {
        answer(session, typed.toString());
        typed.setLength(0);
      }
      prompt(typed.toString().isBlank() ? name + "> " : " ".repeat(name.length()) + "> ");
    }
  }

  private void answer(SqlSession session, String text) {
    try {
      run(session, text);
    } catch (IOException | SQLException e) {
      System.out.println(Terminal.bad("error: ") + e.getMessage());
    }
  }

  private static void prompt(String text) {
    System.out.print(text);
    System.out.flush();
  }
}

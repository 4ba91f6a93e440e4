package io.isomer.control.demo;

import io.isomer.control.sql.ClickHouseSession;
import io.isomer.control.sql.PostgresSession;
import io.isomer.control.stack.StackOption;
import io.isomer.control.stack.StartOptions;
import io.isomer.control.terminal.Terminal;
import io.isomer.control.verify.StackComparison;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackAccess;
import io.isomer.verify.Outcome;
import io.isomer.verify.TableResult;
import java.sql.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the pipeline at work. */
@Command(
    name = "demo",
    description = "Plays changes on the currency table and shows how ClickHouse follows.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  private static final String TABLE = "dw_currency";
  private static final String JOB_GROUP = "isomer";

  @Mixin private StackOption stack;
  @Mixin private StartOptions options;

  private final Terminal terminal = new Terminal();

  @Override
  public Integer call() throws Exception {
    stack.chosen().up(options);
    StackAccess access = stack.access();
    try (Connection connection = PostgresPart.connect(access);
        PostgresSession postgres = new PostgresSession(access);
        ClickHouseSession clickhouse = new ClickHouseSession(access)) {
      CurrencyRows source = new CurrencyRows(postgres, "public." + TABLE);
      CurrencyRows target = new CurrencyRows(clickhouse, access.clickhouseDatabase() + "." + TABLE);
      new CurrencyPlay(connection, source, target, terminal).perform();
    }
    return verdict(StackComparison.behindJob(access, JOB_GROUP).compare("public", TABLE));
  }

  private int verdict(TableResult result) throws Exception {
    terminal.line("");
    String words = StackComparison.verdict(result);
    boolean identical = result.outcome() == Outcome.EQUAL;
    terminal.line(identical ? Terminal.good(words) : Terminal.bad(words));
    terminal.line("");
    terminal.line("Flink's dashboard: " + stack.access().flinkUrl());
    terminal.line(
        "The stack goes on until '%s down'; './isomer --help' tells what it can do."
            .formatted(stack.chosen().command()));
    return identical ? 0 : 1;
  }
}

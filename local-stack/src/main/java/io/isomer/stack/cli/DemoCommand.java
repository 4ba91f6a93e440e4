package io.isomer.stack.cli;

import io.isomer.stack.PostgresPart;
import io.isomer.stack.StackAccess;
import io.isomer.stack.compare.TableComparison;
import io.isomer.stack.pipeline.ClickHouseSql;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the pipeline at work. */
@Command(
    name = "demo",
    description = "Plays changes on the currency table and shows how ClickHouse follows.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Mixin private StackOption stack;
  @Mixin private StartOptions options;

  private final Terminal terminal = new Terminal();

  @Override
  public Integer call() throws Exception {
    stack.chosen().up(options);
    StackAccess access = stack.access();
    try (Connection connection = PostgresPart.connect(access);
        Connection reader = PostgresPart.connect(access)) {
      TableComparison comparison =
          new TableComparison(
              reader,
              new ClickHouseSql(access),
              "public",
              "dw_currency",
              access.clickhouseDatabase() + ".dw_currency");
      new CurrencyPlay(connection, comparison, terminal).perform();
      return verdict(comparison.compareWithin(LIMIT));
    }
  }

  private int verdict(TableComparison.Result result) throws Exception {
    terminal.line("");
    String words = result.toString();
    terminal.line(result.identical() ? Terminal.good(words) : Terminal.bad(words));
    terminal.line("");
    terminal.line("Flink's dashboard: " + stack.access().flinkUrl());
    terminal.line(
        "The stack goes on until '%s down'; './isomer --help' tells what it can do."
            .formatted(stack.chosen().command()));
    return result.identical() ? 0 : 1;
  }
}

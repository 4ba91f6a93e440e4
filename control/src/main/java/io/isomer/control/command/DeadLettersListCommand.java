package io.isomer.control.command;

import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.sql.ResultFormat;
import io.isomer.control.sql.SqlResult;
import io.isomer.control.stack.StackOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists dead letters. */
@Command(
    name = "list",
    description = "Lists all dead letters: number, time, table, original place, reason.",
    mixinStandardHelpOptions = true)
final class DeadLettersListCommand implements Callable<Integer> {

  @Mixin private StackOption stack;
  @Mixin private DeadLettersOption deadLetters;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (one object a line); default: ${DEFAULT-VALUE}")
  private ResultFormat format;

  @Override
  public Integer call() throws Exception {
    result(deadLetters.topic(stack).read()).print(format, System.out);
    return 0;
  }

  /** The table that is printed. */
  static SqlResult result(List<DeadLetter> letters) {
    return new SqlResult(
        List.of("number", "time", "table", "place", "reason"),
        letters.stream()
            .map(
                letter ->
                    List.of(
                        Long.toString(letter.number()),
                        letter.time(),
                        letter.table().orElse("unknown"),
                        letter.place(),
                        letter.reason()))
            .toList(),
        "");
  }
}

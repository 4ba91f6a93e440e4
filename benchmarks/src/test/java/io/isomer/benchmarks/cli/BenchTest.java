package io.isomer.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {

  private final StringWriter errors = new StringWriter();

  private int execute(String... line) {
    CommandLine bench = Bench.commandLine();
    bench.setErr(new PrintWriter(errors));
    bench.setOut(new PrintWriter(new StringWriter()));
    return bench.execute(line);
  }

  private static CommandLine.ParseResult drain(String... options) {
    String[] line = new String[options.length + 1];
    line[0] = "drain";
    System.arraycopy(options, 0, line, 1, options.length);
    return Bench.commandLine().parseArgs(line).subcommand();
  }

  private static Object value(CommandLine.ParseResult parsed, String option) {
    return parsed.commandSpec().findOption(option).getValue();
  }

  @Test
  void defaultsMeasureEverythingSeveralTimes() {
    CommandLine.ParseResult parsed = drain();
    assertThat(value(parsed, "--variants")).hasToString("[NARROW, WIDE, HOT, MANY]");
    assertThat(value(parsed, "--schema")).hasToString("[WITH, WITHOUT]");
    assertThat(value(parsed, "--contestants"))
        .hasToString("[ISOMER, TEXTBOOK, ROW_BY_ROW, BOUNDS]");
    assertThat(value(parsed, "--parallelism")).isEqualTo(List.of(1, 2));
    assertThat(value(parsed, "--repeats")).isEqualTo(3);
  }

  @Test
  void listsAndMapsAreRead() {
    CommandLine.ParseResult parsed =
        drain(
            "--variants",
            "narrow,many",
            "--schema=without",
            "--contestants=row_by_row",
            "--option",
            "sink.batch-rows=50000",
            "--jar",
            "before=/tmp/a.jar");
    assertThat(value(parsed, "--variants")).hasToString("[NARROW, MANY]");
    assertThat(value(parsed, "--schema")).hasToString("[WITHOUT]");
    assertThat(value(parsed, "--contestants")).hasToString("[ROW_BY_ROW]");
    assertThat(value(parsed, "--option")).hasToString("{sink.batch-rows=50000}");
    assertThat(value(parsed, "--jar")).hasToString("{before=/tmp/a.jar}");
  }

  @Test
  void anUnknownVariantIsNotUnderstood() {
    assertThat(execute("drain", "--variants", "broad")).isEqualTo(2);
    assertThat(errors.toString()).contains("broad", "NARROW, WIDE, HOT, MANY");
  }

  @Test
  void saysWhatCanBeMeasured() {
    assertThat(execute()).isEqualTo(2);
    assertThat(errors.toString())
        .contains("say what to measure", "drain", "latency", "snapshot", "load", "parts", "micro");
  }
}

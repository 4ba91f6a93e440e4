package io.isomer.bench.cli;

import io.isomer.bench.chain.LatencyBenchmark;
import io.isomer.bench.chain.LatencyResult;
import io.isomer.bench.measure.Environment;
import io.isomer.bench.report.LatencyReport;
import io.isomer.stack.LocalStack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long a change takes from PostgreSQL to ClickHouse. */
@Command(
    name = "latency",
    description = "How long a change takes from PostgreSQL to ClickHouse's view, at fixed rates.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LatencyCommand implements Callable<Integer> {

  @Option(
      names = "--rates",
      split = ",",
      paramLabel = "N",
      defaultValue = "100,1000,5000",
      description = "changes per second of each load; default: ${DEFAULT-VALUE}")
  private List<Integer> rates;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "how long each load lasts, and how many single changes are made at rest; default:"
              + " ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "an option of Isomer's pipeline, such as sink.flush-interval=100ms")
  private Map<String, String> options = new LinkedHashMap<>();

  @Mixin private ReportOptions report;

  @Override
  public Integer call() throws Exception {
    System.err.println("starting a stack");
    try (LocalStack stack = LocalStack.temporary().start()) {
      Map<String, String> environment = Environment.of(stack.config());
      List<LatencyResult> results =
          new LatencyBenchmark(stack.config(), options, System.err::println).run(rates, seconds);
      report.publish(LatencyReport.of(environment, results));
    }
    return 0;
  }
}

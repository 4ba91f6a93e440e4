package io.isomer.benchmarks.cli;

import io.isomer.benchmarks.chain.LatencyBenchmark;
import io.isomer.benchmarks.report.BenchReport;
import io.isomer.benchmarks.report.LatencyReport;
import io.isomer.testing.localstack.LocalStack;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long a change takes from PostgreSQL to ClickHouse. */
@Command(
    name = "latency",
    description = "How long a change takes from PostgreSQL to ClickHouse's view, at fixed rates.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LatencyCommand extends StackBenchmark {

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

  @Mixin private JobOptions job;

  @Override
  BenchReport measure(LocalStack stack, Map<String, String> environment) throws Exception {
    LatencyBenchmark benchmark =
        new LatencyBenchmark(stack.config(), job.options(), StackBenchmark::tell);
    return LatencyReport.of(environment, benchmark.run(rates, seconds));
  }
}

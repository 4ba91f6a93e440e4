package io.isomer.benchmarks.cli;

import io.isomer.benchmarks.drain.DrainBenchmark;
import io.isomer.benchmarks.drain.DrainOptions;
import io.isomer.benchmarks.report.BenchReport;
import io.isomer.benchmarks.report.DrainReport;
import io.isomer.testing.localstack.LocalStack;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures how fast a backlog in Kafka becomes visible. */
@Command(
    name = "drain",
    description = "How fast a backlog in Kafka becomes visible in ClickHouse.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DrainCommand extends StackBenchmark {

  @Mixin private DrainOptions options;

  @Override
  BenchReport measure(LocalStack stack, Map<String, String> environment) throws Exception {
    environment.put("seed", String.valueOf(options.seed()));
    return DrainReport.of(
        environment, new DrainBenchmark(stack, options, StackBenchmark::tell).run());
  }
}

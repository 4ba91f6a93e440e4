package io.isomer.benchmarks.cli;

import io.isomer.benchmarks.chain.SnapshotBenchmark;
import io.isomer.benchmarks.report.BenchReport;
import io.isomer.benchmarks.report.ChainReports;
import io.isomer.testing.localstack.LocalStack;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures an initial snapshot. */
@Command(
    name = "snapshot",
    description = "How fast a table that is there already is copied.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SnapshotCommand extends StackBenchmark {

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "500000",
      description = "of the table, which has six columns; default: ${DEFAULT-VALUE}")
  private int rows;

  @Mixin private JobOptions job;

  @Override
  BenchReport measure(LocalStack stack, Map<String, String> environment) throws Exception {
    return ChainReports.snapshot(
        environment,
        new SnapshotBenchmark(stack.config(), job.options(), StackBenchmark::tell).run(rows));
  }
}

package io.isomer.benchmarks.cli;

import io.isomer.benchmarks.chain.LoadBenchmark;
import io.isomer.benchmarks.report.BenchReport;
import io.isomer.benchmarks.report.ChainReports;
import io.isomer.testing.localstack.LocalStack;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the whole chain under clients that write as fast as they can. */
@Command(
    name = "load",
    description = "What the whole chain carries of clients that write as fast as they can.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LoadCommand extends StackBenchmark {

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "4",
      description = "of PostgreSQL; default: ${DEFAULT-VALUE}")
  private int clients;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "how long they write; default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "what all random values follow from; default: ${DEFAULT-VALUE}")
  private long seed;

  @Mixin private JobOptions job;

  @Override
  BenchReport measure(LocalStack stack, Map<String, String> environment) throws Exception {
    environment.put("seed", String.valueOf(seed));
    return ChainReports.load(
        environment, new LoadBenchmark(stack.config(), job.options()).run(clients, seconds, seed));
  }
}

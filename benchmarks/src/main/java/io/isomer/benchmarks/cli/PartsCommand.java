package io.isomer.benchmarks.cli;

import io.isomer.benchmarks.drain.PartsBenchmark;
import io.isomer.benchmarks.report.BenchReport;
import io.isomer.benchmarks.report.ChainReports;
import io.isomer.testing.localstack.LocalStack;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures parts, merges and memory over minutes. */
@Command(
    name = "parts",
    description = "Parts, merges and the TaskManager's memory under a steady stream of messages.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PartsCommand extends StackBenchmark {

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20000",
      description = "messages per second; default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "default: ${DEFAULT-VALUE}")
  private double minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "what all random values follow from; default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--without-schema", description = "messages without their schema part")
  private boolean withoutSchema;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "of the job; default: ${DEFAULT-VALUE}")
  private int parallelism;

  @Mixin private JobOptions job;

  private static final int PARTITIONS = 2;
  private static final int SECONDS = 60;

  @Override
  BenchReport measure(LocalStack stack, Map<String, String> environment) throws Exception {
    environment.put("seed", String.valueOf(seed));
    PartsBenchmark benchmark =
        new PartsBenchmark(stack, PARTITIONS, job.options(), StackBenchmark::tell);
    int seconds = (int) Math.round(minutes * SECONDS);
    return ChainReports.parts(
        environment, benchmark.run(rate, seconds, seed, !withoutSchema, parallelism));
  }
}

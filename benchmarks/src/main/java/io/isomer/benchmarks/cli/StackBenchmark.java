package io.isomer.benchmarks.cli;

import io.isomer.benchmarks.measure.Environment;
import io.isomer.benchmarks.report.BenchReport;
import io.isomer.testing.localstack.LocalStack;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A benchmark on a stack of its own, which is gone when it ends. */
abstract class StackBenchmark implements Callable<Integer> {

  @Mixin private ReportOptions report;

  /** Measures on a running stack. */
  abstract BenchReport measure(LocalStack stack, Map<String, String> environment) throws Exception;

  @Override
  public final Integer call() throws Exception {
    tell("starting a stack");
    try (LocalStack stack = LocalStack.temporary().start()) {
      report.publish(measure(stack, Environment.of(stack.config())));
    }
    return 0;
  }

  /** Progress goes beside the output. */
  static void tell(String step) {
    System.err.println(step);
  }
}

package io.isomer.bench.cli;

import io.isomer.bench.drain.DrainBenchmark;
import io.isomer.bench.drain.DrainOptions;
import io.isomer.bench.drain.DrainTable;
import io.isomer.bench.measure.Environment;
import io.isomer.bench.report.DrainReport;
import io.isomer.stack.LocalStack;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures how fast a backlog in Kafka becomes visible. */
@Command(
    name = "drain",
    description = "How fast a backlog in Kafka becomes visible in ClickHouse.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DrainCommand implements Callable<Integer> {

  @Mixin private DrainOptions options;
  @Mixin private ReportOptions report;

  @Override
  public Integer call() throws Exception {
    System.err.println("starting a stack");
    try (LocalStack stack = LocalStack.temporary().start()) {
      Map<String, String> environment = Environment.of(stack.config());
      List<DrainTable> tables = new DrainBenchmark(stack, options, System.err::println).run();
      report.publish(DrainReport.of(environment, tables));
    }
    return 0;
  }
}

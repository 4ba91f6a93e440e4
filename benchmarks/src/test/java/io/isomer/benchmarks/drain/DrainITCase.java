package io.isomer.benchmarks.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.benchmarks.data.Dataset;
import io.isomer.benchmarks.report.DrainReport;
import io.isomer.testing.localstack.LocalStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A small drain on real servers; what it drains is compared with what was sent. */
class DrainITCase {

  private static final int ROWS = 3000;

  @Test
  void isomerDrainsWhatWasSent() throws Exception {
    DrainOptions options = new DrainOptions();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(
            "--rows=" + ROWS,
            "--repeats=1",
            "--variants=narrow",
            "--schema=with",
            "--parallelism=1",
            "--contestants=isomer,bounds");
    List<DrainTable> tables;
    try (LocalStack stack = LocalStack.temporary().start()) {
      tables = new DrainBenchmark(stack, options, step -> {}).run();
    }
    assertThat(tables).hasSize(1);
    DrainTable table = tables.get(0);
    Dataset dataset = table.filled().dataset();
    assertThat(dataset.workload().changes()).isEqualTo(ROWS);
    assertThat(table.notes()).isEmpty();
    DrainResult result = table.results().get("Isomer, parallelism 1").get(0);
    assertThat(result.totalRowsPerSecond()).isPositive();
    assertThat(result.processes())
        .containsOnlyKeys("Flink TaskManager", "Kafka", "ClickHouse")
        .allSatisfy((name, usage) -> assertThat(usage.peakBytes()).isPositive());
    assertThat(table.bounds()).hasSize(3);
    assertThat(DrainReport.of(Map.of("date", "2024-02-29T00:00:00Z"), tables).asText())
        .contains("narrow, with schema part: 3,000 changes", "Isomer, parallelism 1");
  }
}

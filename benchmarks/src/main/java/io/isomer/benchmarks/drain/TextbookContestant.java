package io.isomer.benchmarks.drain;

import io.isomer.benchmarks.data.BenchTable;
import io.isomer.benchmarks.data.ColumnKind;
import io.isomer.benchmarks.data.Dataset;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The job that a textbook would write; it replicates one table. */
public record TextbookContestant(StackConfig stack, int parallelism) implements Contestant {

  private static final String JAR = "benchmarks/textbook-job/target/textbook-job.jar";

  @Override
  public String name() {
    return "Textbook job, parallelism " + parallelism;
  }

  @Override
  public Optional<String> declines(Dataset dataset) {
    List<BenchTable> tables = dataset.workload().tables();
    if (tables.size() > 1) {
      return Optional.of("not run: each table would take a sink and a connection of its own");
    }
    if (!tables.get(0).fullIdentity()) {
      return Optional.of("not run: flink-json fails at an update without the row as it was");
    }
    return Optional.empty();
  }

  @Override
  public Run start(Dataset dataset) throws IOException {
    BenchTable table = dataset.workload().tables().get(0);
    String columns =
        table.columns().stream()
            .map(column -> column.name() + ":" + type(column.kind()))
            .collect(Collectors.joining(","));
    Path jar = stack.installation().home().resolve(JAR);
    return FlinkRun.submit(
        stack,
        parallelism,
        jar,
        List.of(
            dataset.topic(table),
            "bench-" + UUID.randomUUID(),
            String.valueOf(dataset.schemaPart()),
            stack.clickhouseDatabase() + "." + table.versionsTable(),
            columns));
  }

  /** The names of the job's own types. */
  private static String type(ColumnKind kind) {
    return switch (kind) {
      case UUID, CODE, NAME, TEXT -> "STRING";
      case SMALLINT, INTEGER, BIGINT, DOUBLE, NUMERIC, BOOLEAN, TIMESTAMP, DATE -> kind.name();
    };
  }
}

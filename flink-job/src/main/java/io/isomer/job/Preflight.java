package io.isomer.job;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.ClickHouseOptions;
import io.isomer.clickhouse.ClickHousePreflight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at both ends before the job is submitted, so that a mistake shows at once and whole. */
final class Preflight {

  private static final int TOPIC_PARTS = 3;

  private Preflight() {}

  /**
   * @throws InvalidPipelineException with everything that is in the job's way
   */
  static void check(Pipeline pipeline, ClickHouseOptions target)
      throws InvalidPipelineException, InterruptedException {
    List<String> problems = new ArrayList<>(KafkaPreflight.check(pipeline));
    problems.addAll(ClickHousePreflight.check(target, tables(pipeline)));
    if (!problems.isEmpty()) {
      throw pipeline.invalid(problems);
    }
  }

  /**
   * The tables that the listed topics are for, as far as their names tell: Debezium calls them
   * prefix.schema.table, and a dot within a name leaves open which part is which. The writer checks
   * each table again with its first change.
   */
  private static List<TableId> tables(Pipeline pipeline) {
    if (!pipeline.has(PipelineOptions.TOPICS)) {
      return List.of();
    }
    return pipeline.get(PipelineOptions.TOPICS).stream()
        .flatMap(topic -> table(pipeline, topic).stream())
        .filter(pipeline.selection()::includes)
        .toList();
  }

  private static Optional<TableId> table(Pipeline pipeline, String topic) {
    return Optional.of(topic.split("\\."))
        .filter(parts -> parts.length == TOPIC_PARTS)
        .map(parts -> new TableId(parts[1], parts[2]))
        .filter(table -> pipeline.topicTables().carries(topic, table));
  }
}

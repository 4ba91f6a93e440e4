package io.isomer.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogEventSerializer;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Operation;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.ClickHouseOptions;
import io.isomer.clickhouse.ClickHouseSink;
import io.isomer.deadletter.DeadLetterKafka;
import io.isomer.deadletter.EventDeadLetters;
import io.isomer.deadletter.MessageDeadLetters;
import io.isomer.debezium.DecodeFunction;
import io.isomer.debezium.DecoderOptions;
import io.isomer.debezium.KafkaMessageSerializer;
import io.isomer.targetformat.RowVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Holds the table of metrics in docs/METRICS.md to what the operators register in Flink. */
class MetricsTest {

  private static final Set<String> OWN_GROUPS = Set.of("clickhouse", "decoder");
  private static final String TABLE = "orders__versions";
  private static final DeadLetterKafka KAFKA =
      new DeadLetterKafka("letters", "127.0.0.1:1", new Properties());

  private final Set<String> registered = new TreeSet<>();

  @Test
  void theTableOfMetricsIsWhatTheOperatorsRegister() throws Exception {
    run(
        "Changes",
        environment ->
            new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(
                    new DecodeFunction(
                        DecoderOptions.ofEpoch(0), MessageDeadLetters.factory(KAFKA))),
                new KafkaMessageSerializer(),
                environment),
        List.of());
    ClickHouseSink sink =
        new ClickHouseSink(
            ClickHouseOptions.of(
                new Configuration().set(ClickHouseOptions.URL, "jdbc:clickhouse://127.0.0.1:1/d")),
            EventDeadLetters.factory(KAFKA));
    run(
        "ClickHouse tables",
        environment ->
            new OneInputStreamOperatorTestHarness<>(
                new SinkWriterOperatorFactory<>(sink), new ChangelogEventSerializer(), environment),
        List.of(truncation()));

    assertThat(documented()).doesNotHaveDuplicates();
    assertThat(registered).containsExactlyInAnyOrderElementsOf(documented());
  }

  /** What makes the writer know the table, and waits for a flush that never comes. */
  private static ChangelogEvent truncation() {
    ChangelogSchema schema =
        new ChangelogSchema("topic", new TableId("public", "orders"), List.of(), new int[0]);
    return new ChangelogEvent(
        schema, Operation.TRUNCATE, RowVersion.ZERO, 0, 0, 0, new byte[0], new byte[0]);
  }

  private interface Harness<I, O> {
    OneInputStreamOperatorTestHarness<I, O> in(MockEnvironment environment) throws Exception;
  }

  private <I, O> void run(String operator, Harness<I, O> harnesses, List<I> inputs)
      throws Exception {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder()
            .setRegisterConsumer((metric, name, group) -> add(operator, metric, name, group))
            .build();
    TaskMetricGroup group =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                registry, "localhost", ResourceID.generate())
            .addJob(new JobID(), "job")
            .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "task");
    MockEnvironment environment = new MockEnvironmentBuilder().setMetricGroup(group).build();
    OneInputStreamOperatorTestHarness<I, O> harness = harnesses.in(environment);
    try {
      harness.open();
      for (I input : inputs) {
        harness.processElement(new StreamRecord<>(input));
      }
    } finally {
      harness.close();
      environment.close();
    }
  }

  private void add(String operator, Metric metric, String name, AbstractMetricGroup<?> group) {
    List<String> scope = Arrays.asList(group.getScopeComponents());
    int own = OWN_GROUPS.stream().mapToInt(scope::indexOf).max().orElse(-1);
    if (own < 0 && !name.equals("deadLetters")) {
      return; // Flink's own
    }
    String prefix =
        own < 0
            ? ""
            : scope.subList(own, scope.size()).stream()
                .map(each -> (each.equals(TABLE) ? "<table>" : each) + ".")
                .collect(Collectors.joining());
    registered.add("| %s | `%s%s` | %s |".formatted(operator, prefix, name, kind(metric)));
  }

  private static String kind(Metric metric) {
    if (metric instanceof Counter) {
      return "counter";
    }
    if (metric instanceof Histogram) {
      return "histogram";
    }
    assertThat(metric).isInstanceOf(Gauge.class);
    return "gauge";
  }

  /** The rows of the table without their last column, the meaning. */
  private static List<String> documented() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("../docs/METRICS.md"));
    int start = lines.indexOf("| Operator | Metric | Kind | Meaning |");
    assertThat(start).as("the page has the table").isNotNegative();
    return lines.subList(start + 2, lines.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.substring(0, line.lastIndexOf("| ", line.length() - 3) + 1))
        .toList();
  }
}

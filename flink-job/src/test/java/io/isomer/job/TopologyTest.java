package io.isomer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogEventSerializer;
import io.isomer.changelog.DeadLetters;
import io.isomer.clickhouse.ClickHouseOptions;
import io.isomer.clickhouse.ClickHouseSink;
import io.isomer.debezium.DecodeFunction;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobEdge;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** How changes get to the writers. */
class TopologyTest {

  private static final ClickHouseSink SINK =
      new ClickHouseSink(ClickHouseOptions.builder("jdbc:clickhouse://127.0.0.1:1/d").build());

  /** How the partitioner between the decoder and the writer calls itself; none when chained. */
  private static List<String> exchanges(Map<String, String> cluster, int parallelism)
      throws Exception {
    Pipeline pipeline =
        Pipeline.of(
            Map.of(),
            "--kafka.bootstrap-servers",
            "b:9092",
            "--kafka.topics",
            "a.b.c",
            "--clickhouse.url",
            "jdbc:clickhouse://h:1/d");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(Configuration.fromMap(cluster));
    environment.setParallelism(parallelism);
    Topology.define(
        environment,
        DebeziumSource.of(pipeline),
        new DecodeFunction(0, metrics -> DeadLetters.failing()),
        SINK);
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    return StreamSupport.stream(graph.getVertices().spliterator(), false)
        .flatMap(vertex -> vertex.getInputs().stream())
        .map(JobEdge::getShipStrategyName)
        .toList();
  }

  @Test
  void changesAreKeyedByRowWhereThereAreSeveralWriters() throws Exception {
    assertThat(exchanges(Map.of(), 2)).containsExactly("HASH");
  }

  @Test
  void theOnlyWriterIsChained() throws Exception {
    assertThat(exchanges(Map.of(), 1)).isEmpty();
  }

  @Test
  void changesAreKeyedByRowWhereTheSchedulerMayRescaleTheJob() throws Exception {
    assertThat(exchanges(Map.of("jobmanager.scheduler", "Adaptive"), 1)).containsExactly("HASH");
    assertThat(exchanges(Map.of("scheduler-mode", "REACTIVE"), 1)).containsExactly("HASH");
  }

  @Test
  void whoRescalesAJobOfOneWriterIsToldToStartItAnew() throws Exception {
    MockEnvironment environment =
        new MockEnvironmentBuilder().setMaxParallelism(128).setParallelism(2).build();
    OneInputStreamOperatorTestHarness<ChangelogEvent, ?> harness =
        new OneInputStreamOperatorTestHarness<>(
            new SinkWriterOperatorFactory<>(new OnlyWriterSink(SINK)),
            new ChangelogEventSerializer(),
            environment);
    try {
      assertThatThrownBy(harness::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("now to run with parallelism 2")
          .hasMessageContaining("start it from there with -p 2");
    } finally {
      harness.close();
    }
  }
}

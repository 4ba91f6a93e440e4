package io.isomer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogEventSerializer;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.jobgraph.JobEdge;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** How changes get to the writers. */
class TopologyTest {

  /** How the partitioner between the decoder and the writer calls itself; none when chained. */
  private static List<String> exchanges(Map<String, String> cluster, int parallelism)
      throws Exception {
    return StreamSupport.stream(
            TestJob.graph(cluster, parallelism).getVertices().spliterator(), false)
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
            new SinkWriterOperatorFactory<>(new OnlyWriterSink(TestJob.SINK)),
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

  @Test
  void noCheckpointHasChangesOfAnExchangeThatAnotherParallelismLacks() throws Exception {
    assertThat(IsomerJob.configuration(TestJob.pipeline()).toMap())
        .containsEntry("execution.checkpointing.unaligned.enabled", "false");
  }
}

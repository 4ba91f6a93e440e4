package io.isomer.testing.e2e.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.flink.FlinkRest;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.processes.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Flink's dashboard shows of the job, asked from the same REST interface. */
@ExtendWith(StackExtension.class)
class DashboardITCase {

  @Test
  void operatorsHaveNamesAndCheckpointsComplete(DeployedStack stack) throws Exception {
    FlinkRest flink = stack.flink();
    FlinkRest.Job job = flink.activeJob().orElseThrow();
    assertThat(job.name()).isEqualTo("isomer-dw-currency");
    assertThat(flink.vertexNames(job.id()))
        .containsExactly("Source: Debezium topics -> Changes -> ClickHouse tables: Writer");
    long seen = flink.lastCheckpoint(job.id()).orElseThrow().id();
    Await.until(
        "the next checkpoint",
        Duration.ofSeconds(60),
        () -> flink.lastCheckpoint(job.id()).orElseThrow().id() > seen);
  }
}

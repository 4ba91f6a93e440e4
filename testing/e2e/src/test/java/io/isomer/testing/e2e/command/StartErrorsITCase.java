package io.isomer.testing.e2e.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.flink.FlinkCli;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code flink run} says when the pipeline cannot start. */
@ExtendWith(StackExtension.class)
class StartErrorsITCase {

  private final DeployedStack stack;

  StartErrorsITCase(DeployedStack stack) {
    this.stack = stack;
  }

  private String run(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "-d"));
    arguments.add(stack.stack().config().installation().jobJar().toString());
    arguments.add("--config");
    arguments.add(stack.stack().config().installation().pipelineConfig().toString());
    arguments.addAll(List.of(options));
    long jobs = stack.flink().jobs().size();
    FlinkCli.Result result = stack.flinkCli().capture(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.output()).isNotZero();
    assertThat(stack.flink().jobs()).as("no job was submitted").hasSize((int) jobs);
    return result.output();
  }

  @Test
  void anUnknownOptionIsNamedWithTheOneThatWasMeant() throws Exception {
    assertThat(run("--sink.batch-row", "5"))
        .contains("unknown option sink.batch-row; did you mean sink.batch-rows?");
  }

  @Test
  void everythingThatIsWrongOutsideIsSaidAtOnce() throws Exception {
    assertThat(run("--kafka.topics", "isomer.public.nowhere", "--clickhouse.password", "wrong"))
        .contains("the topic isomer.public.nowhere (kafka.topics) does not exist")
        .contains("ClickHouse at " + stack.stack().config().clickhouseJdbcUrl())
        .contains("password")
        .contains("2 problems");
  }

  @Test
  void aKafkaThatDoesNotAnswerIsNamed() throws Exception {
    assertThat(run("--kafka.bootstrap-servers", "127.0.0.1:1"))
        .contains("Kafka does not answer at 127.0.0.1:1 (kafka.bootstrap-servers)");
  }

  @Test
  void aClickHouseThatIsDownIsNamedAndTheRunningJobWaitsForIt() throws Exception {
    stack.awaitEqual();
    String job = stack.flink().activeJob().orElseThrow().id();
    Part clickhouse = stack.stack().part(PartName.CLICKHOUSE);
    clickhouse.stop();
    try {
      assertThat(run())
          .contains("ClickHouse at " + stack.stack().config().clickhouseJdbcUrl())
          .contains("is the server up")
          .contains("1 problem");
      stack.execute("INSERT INTO dw_currency (currency_code) VALUES ('MEANWHILE')");
    } finally {
      clickhouse.restart();
    }
    stack.awaitEqual();
    assertThat(stack.flink().failure(job)).as("the job's failure or restart").isEmpty();
  }
}

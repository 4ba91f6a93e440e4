package io.isomer.control.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.kafka.Topics;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.LocalStack;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All servers at once, and all steps of the pipeline but the job. */
class PipelineITCase {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static LocalStack stack;
  private static Pipeline pipeline;

  @BeforeAll
  static void start() throws IOException, SQLException {
    stack = LocalStack.temporary().start();
    pipeline = new Pipeline(stack.config());
    pipeline.createSourceTables();
    pipeline.createTargetTables();
    pipeline.createTopics();
  }

  @AfterAll
  static void stop() throws IOException {
    stack.close();
    assertThat(stack.config().directory()).doesNotExist();
    assertThat(stack.parts()).noneMatch(Part::isAlive);
  }

  private static void source(String sql) throws SQLException {
    try (Connection connection = PostgresPart.connect(stack.config());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long records() throws Exception {
    List<TopicPartition> partitions =
        List.of(
            new TopicPartition("isomer.public.dw_currency", 0),
            new TopicPartition("isomer.public.dw_currency", 1));
    try (Admin admin = KafkaPart.admin(stack.config())) {
      long records = 0;
      for (TopicPartition partition : partitions) {
        records +=
            admin
                .listOffsets(java.util.Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
      }
      return records;
    }
  }

  @Test
  void stepsCanBeRepeated() throws IOException, SQLException {
    pipeline.createSourceTables();
    pipeline.createTargetTables();
    pipeline.createTopics();
    assertThat(Topics.lag(stack.config())).isEmpty();
  }

  @Test
  void changesReachTheTopicAcrossKillsOfTheDatabase() throws Exception {
    pipeline.registerConnectors();
    pipeline.awaitConnectors();
    source("INSERT INTO dw_currency (currency_code) VALUES ('EUR')");
    Await.until("the first change in the topic", LIMIT, () -> records() > 0);
    long before = records();
    Part postgres = stack.part(PartName.POSTGRES);
    long pid = postgres.pid();
    postgres.kill();
    assertThat(postgres.isAlive()).isFalse();
    postgres.restart();
    assertThat(postgres.pid()).isNotEqualTo(pid);
    source("INSERT INTO dw_currency (currency_code) VALUES ('JPY')");
    Await.until("a change after the kill in the topic", LIMIT, () -> records() > before);
  }

  @Test
  void everyPartListensOnTheLoopbackInterfaceOnly() {
    assertThat(stack.parts())
        .allSatisfy(
            part ->
                assertThat(ListeningSockets.addresses(List.of(part)))
                    .as(part.name().title())
                    .isNotEmpty()
                    .allMatch(address -> address.startsWith("127.") || address.equals("::1")));
  }
}

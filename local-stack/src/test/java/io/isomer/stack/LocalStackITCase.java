package io.isomer.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.process.Await;
import io.isomer.stack.compare.TableComparison;
import io.isomer.stack.pipeline.ClickHouseSql;
import io.isomer.stack.pipeline.Pipeline;
import io.isomer.stack.pipeline.Topics;
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
class LocalStackITCase {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ID = "00000000-0000-0000-0000-00000000000";

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

  @Test
  void comparisonSeesEveryDifference() throws IOException, SQLException {
    source(
        "CREATE TABLE compared (id uuid PRIMARY KEY, t text, d float8, n numeric(9,2), "
            + "at timestamp, day date, ok bool)");
    source(
        "INSERT INTO compared VALUES "
            + ("('%s1', E'tab\\t, \\\\ and \\n é', 'NaN', 1.50, '2024-02-29 23:59:59.5', "
                    + "'2024-02-29', true), ('%s2', '', 0.1, NULL, NULL, NULL, false)")
                .formatted(ID, ID));
    ClickHouseSql clickhouse = new ClickHouseSql(stack.config());
    clickhouse.execute(
        "CREATE TABLE warehouse.compared (id UUID, t String, d Float64, n Nullable(Decimal(9,2)), "
            + "at Nullable(DateTime64(6, 'UTC')), day Nullable(Date32), ok Bool) "
            + "ENGINE = MergeTree ORDER BY id");
    String row = "INSERT INTO warehouse.compared VALUES ";
    clickhouse.execute(
        row
            + ("('%s1', 'tab\\t, \\\\ and \\n é', nan, 1.5, '2024-02-29 23:59:59.500000', "
                    + "'2024-02-29', true)")
                .formatted(ID));
    try (Connection postgres = PostgresPart.connect(stack.config())) {
      TableComparison comparison =
          new TableComparison(postgres, clickhouse, "public", "compared", "warehouse.compared");
      assertThat(comparison.compare().toString()).contains("only in PostgreSQL", ID + "2");
      clickhouse.execute(row + "('%s2', '', 0.1, NULL, NULL, NULL, false)".formatted(ID));
      assertThat(comparison.compare().toString())
          .isEqualTo("identical: 2 rows compared, value by value");
      clickhouse.execute(row + "('%s3', '', 0, NULL, NULL, NULL, false)".formatted(ID));
      assertThat(comparison.compare().toString()).contains("only in ClickHouse", ID + "3");
      source("INSERT INTO compared VALUES ('%s3', ' ', 0, 0, NULL, NULL, false)".formatted(ID));
      assertThat(comparison.compare().toString())
          .contains("t is   in PostgreSQL", "n is 0 in PostgreSQL, null in ClickHouse");
    }
  }
}

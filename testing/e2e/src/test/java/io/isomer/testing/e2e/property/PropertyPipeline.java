package io.isomer.testing.e2e.property;

import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.temporary.TemporaryPipeline;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A job of its own that reads whatever topics begin with its name, and writes into a ClickHouse
 * database of that name. Closing it deletes all that.
 */
final class PropertyPipeline implements AutoCloseable {

  private static final int PARALLELISM = 2;

  private final ClickHouseSql clickhouse;
  private final TemporaryPipeline pipeline;

  /**
   * Starts the job.
   *
   * @param name of letters, digits and {@code _}
   */
  PropertyPipeline(StackConfig config, String name) throws IOException, SQLException {
    this.clickhouse = new ClickHouseSql(config);
    this.pipeline = new TemporaryPipeline(config, name);
    clickhouse.execute("CREATE DATABASE " + name);
    try {
      createTopic(name + ".first", 1); // the job wants one
      Map<String, String> options = pipeline.withDeadLetters();
      options.put("pipeline.checkpoint-interval", "1 s");
      options.put("kafka.topic-pattern", name + "\\..*");
      options.put("kafka.discovery-interval", "1 s");
      options.put(
          "clickhouse.url",
          config.clickhouseJdbcUrl().replace(StackConfig.CLICKHOUSE_DATABASE, name));
      options.put("clickhouse.table-template", "{schema}.{table}__versions");
      options.put("clickhouse.view-template", "{schema}.{table}");
      pipeline.submit(PARALLELISM, options, "");
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  String name() {
    return pipeline.name();
  }

  /** A table's view, quoted for ClickHouse. */
  String view(SourceTable table) {
    return table.view(name());
  }

  /** Why the job has failed or restarted; empty when it has not. */
  String failure() throws IOException {
    return pipeline.failure();
  }

  List<DeadLetter> deadLetters() throws IOException {
    return deadLetterTopic().read();
  }

  DeadLetterTopic deadLetterTopic() {
    return pipeline.deadLetters();
  }

  void createTopic(String topic, int partitions) throws IOException {
    pipeline.createTopics(List.of(largeTopic(topic, partitions)));
  }

  private static NewTopic largeTopic(String topic, int partitions) {
    return new NewTopic(topic, partitions, (short) 1)
        .configs(Map.of("max.message.bytes", String.valueOf(64 << 20)));
  }

  @Override
  public void close() throws IOException, SQLException {
    pipeline.close();
    clickhouse.execute("DROP DATABASE " + name() + " SYNC");
  }
}

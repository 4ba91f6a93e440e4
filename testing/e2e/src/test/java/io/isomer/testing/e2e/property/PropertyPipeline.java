package io.isomer.testing.e2e.property;

import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.control.flink.FlinkCli;
import io.isomer.control.flink.FlinkRest;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A job of its own that reads whatever topics begin with its name, and writes into a ClickHouse
 * database of that name. Closing it deletes all that.
 */
final class PropertyPipeline implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final String PARALLELISM = "2";

  private final StackConfig config;
  private final String name;
  private final ClickHouseSql clickhouse;
  private final FlinkRest flink;
  private final DeadLetterTopic deadLetters;
  private final String job;

  /**
   * Starts the job.
   *
   * @param name of letters, digits and {@code _}
   */
  PropertyPipeline(StackConfig config, String name) throws IOException {
    this.config = config;
    this.name = name;
    this.clickhouse = new ClickHouseSql(config);
    this.flink = new FlinkRest(config);
    this.deadLetters = new DeadLetterTopic(config, name + "-dead-letters");
    clickhouse.execute("CREATE DATABASE " + name);
    createTopic(name + ".first", 1); // the job wants one
    this.job = submit();
    try {
      Await.until("the job to run", LIMIT, () -> flink.allTasksRunning(job));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private String submit() throws IOException {
    Path file = Files.createTempFile(name, ".yaml");
    Files.writeString(
        file,
        """
        pipeline: {name: NAME, checkpoint-interval: 1 s}
        kafka:
          bootstrap-servers: ${KAFKA_BOOTSTRAP_SERVERS}
          topic-pattern: 'NAME\\..*'
          group-id: NAME
          discovery-interval: 1 s
        dead-letters: {topic: NAME-dead-letters}
        clickhouse:
          url: URL
          user: ${CLICKHOUSE_USER}
          password: ${CLICKHOUSE_PASSWORD}
          table-template: '{schema}.{table}__versions'
          view-template: '{schema}.{table}'
        """
            .replace(
                "URL", config.clickhouseJdbcUrl().replace(StackConfig.CLICKHOUSE_DATABASE, name))
            .replace("NAME", name));
    FlinkCli.Result result =
        new FlinkCli(config)
            .capture(
                "run",
                "-d",
                "-p",
                PARALLELISM,
                config.installation().jobJar().toString(),
                "--config",
                file.toString());
    Files.delete(file);
    Matcher submitted = SUBMITTED.matcher(result.output());
    if (!submitted.find()) {
      throw new IOException("flink run failed: " + result.output());
    }
    return submitted.group(1);
  }

  String name() {
    return name;
  }

  /** A table's view, quoted for ClickHouse. */
  String view(SourceTable table) {
    return table.view(name);
  }

  /** Why the job has failed or restarted; empty when it has not. */
  String failure() throws IOException {
    return flink.failure(job);
  }

  List<DeadLetter> deadLetters() throws IOException {
    return deadLetters.read();
  }

  DeadLetterTopic deadLetterTopic() {
    return deadLetters;
  }

  void createTopic(String topic, int partitions) throws IOException {
    try (Admin admin = KafkaPart.admin(config)) {
      admin.createTopics(List.of(largeTopic(topic, partitions))).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException("cannot create topic " + topic, e);
    }
  }

  private static NewTopic largeTopic(String topic, int partitions) {
    return new NewTopic(topic, partitions, (short) 1)
        .configs(Map.of("max.message.bytes", String.valueOf(64 << 20)));
  }

  @Override
  public void close() throws IOException {
    new FlinkCli(config).capture("cancel", job);
    Await.until(
        "the job to end",
        LIMIT,
        () -> flink.jobs().stream().noneMatch(each -> each.id().equals(job) && each.active()));
    try (Admin admin = KafkaPart.admin(config)) {
      admin
          .deleteTopics(
              admin.listTopics().names().get().stream()
                  .filter(topic -> topic.replace("__debezium-heartbeat.", "").startsWith(name))
                  .toList())
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException("cannot delete the topics of " + name, e);
    }
    clickhouse.execute("DROP DATABASE " + name + " SYNC");
  }
}

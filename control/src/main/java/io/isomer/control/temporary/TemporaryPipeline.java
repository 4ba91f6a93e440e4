package io.isomer.control.temporary;

import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.control.flink.FlinkCli;
import io.isomer.control.flink.FlinkRest;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Connectors and a job beside the stack's own pipeline. {@link #close()} removes the job, the
 * connectors, and the topics whose names begin with the pipeline's name or a connector's topic
 * prefix.
 */
public final class TemporaryPipeline implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final String HEARTBEAT = "__debezium-heartbeat.";

  private final StackConfig config;
  private final String name;
  private final FlinkRest flink;
  private final List<TemporaryConnector> connectors = new ArrayList<>();
  private String job;

  /**
   * @param name of the job and of its consumer group
   */
  public TemporaryPipeline(StackConfig config, String name) {
    this.config = config;
    this.name = name;
    this.flink = new FlinkRest(config);
  }

  public String name() {
    return name;
  }

  /** The topic of the dead letters, for a job that is to have one. */
  public DeadLetterTopic deadLetters() {
    return new DeadLetterTopic(config, name + "-dead-letters");
  }

  /** Registers a connector and waits until it runs, which may be before its snapshot is taken. */
  public void connect(TemporaryConnector connector) throws IOException {
    connect(List.of(connector));
  }

  /** Registers connectors at once and waits until all run. */
  public void connect(List<TemporaryConnector> added) throws IOException {
    connectors.addAll(added);
    for (TemporaryConnector connector : added) {
      connector.register();
    }
    for (TemporaryConnector connector : added) {
      connector.awaitRunning();
    }
  }

  /** Waits until every connector has taken its snapshot. */
  public void awaitStreaming() {
    connectors.forEach(TemporaryConnector::awaitStreaming);
  }

  /** The options for a job that sends undecodable messages to {@link #deadLetters()}. */
  public Map<String, String> withDeadLetters() {
    return new LinkedHashMap<>(Map.of("dead-letters.topic", name + "-dead-letters"));
  }

  /**
   * Submits the job by {@code flink run} and waits until its tasks run.
   *
   * @param options of the job that differ from their defaults, by their full names
   * @param sections further YAML for the pipeline's file; may be empty
   * @return the job's id
   */
  public String submit(int parallelism, Map<String, String> options, String sections)
      throws IOException {
    Path file = config.directory().resolve(name + ".yaml");
    Files.writeString(file, yaml(options) + sections);
    job =
        new FlinkCli(config)
            .run(
                List.of("-p", String.valueOf(parallelism)),
                config.installation().jobJar(),
                List.of("--config", file.toString()));
    Await.until(
        "job " + name + " to run", LIMIT, () -> flink.allTasksRunning(job), () -> lastSeen());
    return job;
  }

  private String yaml(Map<String, String> options) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("pipeline.name", name);
    all.put("kafka.bootstrap-servers", "${KAFKA_BOOTSTRAP_SERVERS}");
    all.put("kafka.group-id", name);
    all.put("clickhouse.url", "${CLICKHOUSE_URL}");
    all.put("clickhouse.user", "${CLICKHOUSE_USER}");
    all.put("clickhouse.password", "${CLICKHOUSE_PASSWORD}");
    all.putAll(options);
    StringBuilder yaml = new StringBuilder();
    all.forEach(
        (key, value) ->
            yaml.append(key).append(": '").append(value.replace("'", "''")).append("'\n"));
    return yaml.toString();
  }

  private String lastSeen() {
    try {
      return failure();
    } catch (IOException e) { // this is what was last seen
      return String.valueOf(e.getMessage());
    }
  }

  /** Why the job has failed or restarted; empty when it has not. */
  public String failure() throws IOException {
    return flink.failure(job);
  }

  /** Creates topics, which must not exist. */
  public void createTopics(List<NewTopic> topics) throws IOException {
    try (Admin admin = KafkaPart.admin(config)) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IOException("Kafka: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while creating topics", e);
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    if (job != null) {
      new FlinkCli(config).capture("cancel", job);
      Await.until(
          "job " + name + " to end",
          LIMIT,
          () -> flink.jobs().stream().noneMatch(each -> each.id().equals(job) && each.active()));
    }
    for (TemporaryConnector connector : connectors) {
      connector.close();
    }
    deleteTopics();
  }

  private void deleteTopics() throws IOException {
    try (Admin admin = KafkaPart.admin(config)) {
      admin
          .deleteTopics(admin.listTopics().names().get().stream().filter(this::isOwnTopic).toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IOException("Kafka: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while deleting topics", e);
    }
  }

  private boolean isOwnTopic(String topic) {
    String source = topic.startsWith(HEARTBEAT) ? topic.substring(HEARTBEAT.length()) : topic;
    return source.equals(name + "-dead-letters")
        || (source + ".").startsWith(name + ".")
        || connectors.stream()
            .anyMatch(each -> (source + ".").startsWith(each.topicPrefix() + "."));
  }
}

package io.isomer.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Looks whether the brokers answer and the topics exist, before the job is submitted. */
final class KafkaPreflight {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private KafkaPreflight() {}

  /** What keeps the pipeline from reading its topics; empty when nothing does. */
  static List<String> check(Pipeline pipeline) throws InterruptedException {
    String brokers = pipeline.get(PipelineOptions.BOOTSTRAP_SERVERS);
    Properties properties = pipeline.kafkaClient();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    properties.putIfAbsent(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    properties.putIfAbsent(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 3);
    try (Admin admin = Admin.create(properties)) {
      Set<String> topics =
          admin.listTopics().names().get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return missing(pipeline, new TreeSet<>(topics));
    } catch (ExecutionException e) {
      return List.of(KafkaProblem.answered(brokers, e.getCause()));
    } catch (TimeoutException e) {
      return List.of(KafkaProblem.answered(brokers, e));
    } catch (KafkaException e) {
      return List.of(KafkaProblem.settings(e));
    }
  }

  private static List<String> missing(Pipeline pipeline, Set<String> existing) {
    List<String> problems = new ArrayList<>();
    if (!pipeline.has(PipelineOptions.TOPICS)) {
      Pattern pattern = pipeline.topicPattern();
      if (existing.stream().noneMatch(topic -> pattern.matcher(topic).matches())) {
        problems.add("no topic matches " + written(pipeline) + existing(existing));
      }
      return problems;
    }
    for (String topic : pipeline.get(PipelineOptions.TOPICS)) {
      if (!existing.contains(topic)) {
        problems.add(
            "the topic "
                + topic
                + " (kafka.topics) does not exist. Debezium creates it with a table's first change"
                + existing(existing));
      }
    }
    return problems;
  }

  private static String written(Pipeline pipeline) {
    return pipeline.has(PipelineOptions.TOPIC_PATTERN)
        ? "kafka.topic-pattern " + pipeline.get(PipelineOptions.TOPIC_PATTERN)
        : "kafka.topic-prefix %s with tables.include %s"
            .formatted(
                pipeline.get(PipelineOptions.TOPIC_PREFIX),
                pipeline.get(PipelineOptions.TABLES_INCLUDE));
  }

  private static String existing(Set<String> topics) {
    return "; topics there are: " + (topics.isEmpty() ? "none" : String.join(", ", topics));
  }
}

package io.isomer.control.kafka;

import io.isomer.control.connect.Connector;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.StackAccess;
import io.isomer.testing.localstack.access.KafkaAccess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The topics between the connectors and the job. */
public final class Topics {

  private static final long LIMIT_SECONDS = 30;
  private static final short ONE_REPLICA = 1;

  private Topics() {}

  /**
   * Creates the connectors' topics that do not exist. Connect would create one with its table's
   * first row only, and the job refuses a topic that is not there.
   */
  public static void create(KafkaAccess kafka, List<Connector> connectors) throws IOException {
    try (Admin admin = KafkaPart.admin(kafka)) {
      Set<String> existing = get(admin.listTopics().names());
      List<NewTopic> missing =
          connectors.stream()
              .flatMap(
                  connector -> connector.topics().stream().map(topic -> topic(topic, connector)))
              .filter(topic -> !existing.contains(topic.name()))
              .toList();
      get(admin.createTopics(missing).all());
    }
  }

  private static NewTopic topic(String name, Connector connector) {
    return new NewTopic(name, connector.partitions(), ONE_REPLICA)
        .configs(connector.topicSettings());
  }

  /**
   * How many records each topic has that the job's consumer group has not yet committed with a
   * checkpoint; empty before the first commit.
   */
  public static Map<String, Long> lag(StackAccess stack) throws IOException {
    Map<String, Long> lag = new TreeMap<>();
    try (Admin admin = KafkaPart.admin(stack)) {
      for (GroupListing group : get(admin.listGroups().all())) {
        Map<TopicPartition, OffsetAndMetadata> committed =
            get(admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata());
        Lag.behind(stack, committed)
            .forEach((topic, records) -> lag.merge(topic, records, Long::sum));
      }
    }
    return lag;
  }

  /** What a consumer group has committed. */
  static Map<TopicPartition, OffsetAndMetadata> committed(StackAccess stack, String group)
      throws IOException {
    try (Admin admin = KafkaPart.admin(stack)) {
      return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }
  }

  private static <T> T get(KafkaFuture<T> future) throws IOException {
    try {
      return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("Kafka: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("Kafka does not answer within " + LIMIT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking Kafka", e);
    }
  }
}

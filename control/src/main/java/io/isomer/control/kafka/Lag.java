package io.isomer.control.kafka;

import io.isomer.testing.localstack.StackAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts the records behind committed offsets. The difference of offsets is more than that: a
 * transaction's end takes an offset too, and so an idle topic would seem to lag for ever.
 */
final class Lag {

  /** Beyond this the difference of offsets is close enough, and reading would take long. */
  private static final long COUNTED = 10_000;

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MAX_EMPTY_POLLS = 20;

  private Lag() {}

  /** By topic: records from the committed offset to the end of each partition. */
  static Map<String, Long> behind(
      StackAccess stack, Map<TopicPartition, OffsetAndMetadata> committed) {
    Map<String, Long> lag = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(stack)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(committed.keySet());
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(committed.keySet());
      ends.forEach(
          (partition, end) ->
              lag.merge(
                  partition.topic(),
                  records(consumer, partition, committed.get(partition), begins, end),
                  Long::sum));
    }
    return lag;
  }

  /** Where the topics end now. */
  static Map<TopicPartition, Long> ends(StackAccess stack, List<String> topics) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(stack)) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      return consumer.endOffsets(partitions);
    }
  }

  /** Records between committed offsets and ends; the beginning counts where none is committed. */
  static long records(
      StackAccess stack,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, Long> ends) {
    long records = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(stack)) {
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet());
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        TopicPartition partition = end.getKey();
        records += records(consumer, partition, committed.get(partition), begins, end.getValue());
      }
    }
    return records;
  }

  /** What has expired before the beginning is not there to be read. */
  private static long records(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      OffsetAndMetadata committed,
      Map<TopicPartition, Long> begins,
      long end) {
    long begin = begins.get(partition);
    long from = committed == null ? begin : Math.max(begin, committed.offset());
    long behind = end - from;
    if (behind <= 0) {
      return 0;
    }
    return behind > COUNTED ? behind : count(consumer, partition, from, end);
  }

  private static long count(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long records = 0;
    // the position passes the ends of transactions, which are no records
    for (int empty = 0; consumer.position(partition) < end && empty < MAX_EMPTY_POLLS; ) {
      int polled = consumer.poll(POLL).count();
      records += polled;
      empty = polled == 0 ? empty + 1 : 0;
    }
    return records;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(StackAccess stack) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafkaBootstrapServers());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // an offset that has expired is to be told, not replaced
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

package io.isomer.testing.e2e.oracle;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.debezium.DebeziumDecoder;
import io.isomer.targetformat.RowVersion;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** The versions of a topic's messages, as the job's own decoder gives them, in Kafka's order. */
public final class TopicVersions {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was found.
   *
   * @param messages how many were looked at
   * @param repeated how many had a version that their row had had before, with the same content
   * @param inverted how many had a lower LSN than their row had had before: without the commit's
   *     position, they would have lost
   * @param falls those with a version that is lower than an earlier one and new
   * @param altered those that repeat a version with other content
   */
  public record Result(
      int messages, int repeated, int inverted, List<String> falls, List<String> altered) {}

  /** What was seen of a row: its versions, each with its message, and the highest LSN. */
  private static final class Seen {
    private final TreeMap<RowVersion, ChangelogEvent> versions = new TreeMap<>();
    private long lsn = Long.MIN_VALUE;
  }

  private final DebeziumDecoder decoder = new DebeziumDecoder(0);
  private final Map<ByteBuffer, Seen> rows = new HashMap<>();
  private final List<String> falls = new ArrayList<>();
  private final List<String> altered = new ArrayList<>();
  private int messages;
  private int repeated;
  private int inverted;

  private TopicVersions() {}

  /** Where a topic's partitions begin. */
  public static Map<TopicPartition, Long> beginnings(StackConfig config, String topic) {
    try (KafkaConsumer<byte[], ByteBuffer> consumer = consumer(config)) {
      return consumer.beginningOffsets(partitions(consumer, topic));
    }
  }

  /** Where a topic's partitions end now. */
  public static Map<TopicPartition, Long> ends(StackConfig config, String topic) {
    try (KafkaConsumer<byte[], ByteBuffer> consumer = consumer(config)) {
      return consumer.endOffsets(partitions(consumer, topic));
    }
  }

  /** Follows each row through the partitions of one topic, from the given offsets on. */
  public static Result follow(StackConfig config, Map<TopicPartition, Long> from)
      throws IOException {
    TopicVersions versions = new TopicVersions();
    for (ConsumerRecord<byte[], ByteBuffer> message : committed(config, from)) {
      for (ChangelogEvent event : versions.decoder.decode(message)) { // none of a tombstone
        versions.add(event, lsn(message));
      }
    }
    return new Result(
        versions.messages, versions.repeated, versions.inverted, versions.falls, versions.altered);
  }

  private static long lsn(ConsumerRecord<byte[], ByteBuffer> message) throws IOException {
    ByteBuffer value = message.value();
    return JSON.readTree(value.array(), value.arrayOffset() + value.position(), value.remaining())
        .path("payload")
        .path("source")
        .path("lsn")
        .asLong();
  }

  private void add(ChangelogEvent event, long lsn) {
    messages++;
    Seen row = rows.computeIfAbsent(ByteBuffer.wrap(event.key()), key -> new Seen());
    ChangelogEvent same = row.versions.get(event.version());
    if (same == null) {
      if (!row.versions.isEmpty() && event.version().compareTo(row.versions.lastKey()) < 0) {
        falls.add(event + " after " + row.versions.lastEntry().getValue());
      }
      inverted += lsn < row.lsn ? 1 : 0;
    } else if (Arrays.equals(same.row(), event.row()) && same.operation() == event.operation()) {
      repeated++;
    } else {
      altered.add(event + " after " + same);
    }
    row.versions.put(event.version(), event);
    row.lsn = Math.max(row.lsn, lsn);
  }

  private static List<ConsumerRecord<byte[], ByteBuffer>> committed(
      StackConfig config, Map<TopicPartition, Long> from) {
    try (KafkaConsumer<byte[], ByteBuffer> consumer = consumer(config)) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
      List<ConsumerRecord<byte[], ByteBuffer>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], ByteBuffer> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private static KafkaConsumer<byte[], ByteBuffer> consumer(StackConfig config) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafkaBootstrapServers());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteBufferDeserializer());
  }
}

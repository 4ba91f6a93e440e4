package io.isomer.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.stack.StackConfig;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The versions that a topic's messages imply, computed from the messages as the rule is written,
 * apart from the job's own code.
 */
final class TopicVersions {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How many messages were looked at, and each message whose version is below an earlier one. */
  record Result(int messages, int repeated, List<String> falls) {}

  private TopicVersions() {}

  /** Where a topic's partitions end now. */
  static Map<TopicPartition, Long> ends(StackConfig config, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(config)) {
      return consumer.endOffsets(partitions(consumer, topic));
    }
  }

  /** Follows each key through the partitions in Kafka's order, from the given offsets on. */
  static Result follow(StackConfig config, Map<TopicPartition, Long> from) throws IOException {
    Map<String, BigInteger> last = new HashMap<>();
    List<String> falls = new ArrayList<>();
    int messages = 0;
    int repeated = 0;
    for (ConsumerRecord<byte[], byte[]> message : committed(config, from)) {
      if (message.value() == null) {
        continue; // a tombstone
      }
      messages++;
      String key = JSON.readTree(message.key()).path("payload").toString();
      JsonNode payload = JSON.readTree(message.value()).path("payload");
      BigInteger version = version(payload);
      BigInteger before = last.put(key, version);
      if (before != null && version.compareTo(before) < 0) {
        falls.add(key + " at offset " + message.offset() + ": " + payload.path("source"));
      } else if (version.equals(before) && version.signum() > 0) {
        repeated++;
      }
    }
    return new Result(messages, repeated, falls);
  }

  private static BigInteger version(JsonNode payload) throws IOException {
    JsonNode source = payload.path("source");
    String snapshot = source.path("snapshot").asText();
    if (payload.path("op").asText().equals("r") && !snapshot.equals("incremental")) {
      return BigInteger.ZERO;
    }
    JsonNode sequence = JSON.readTree(source.path("sequence").asText());
    BigInteger lsn = new BigInteger(sequence.get(1).asText());
    BigInteger commit = sequence.get(0).isNull() ? lsn : new BigInteger(sequence.get(0).asText());
    return commit.shiftLeft(56).add(lsn);
  }

  private static List<ConsumerRecord<byte[], byte[]>> committed(
      StackConfig config, Map<TopicPartition, Long> from) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(config)) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(StackConfig config) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafkaBootstrapServers());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

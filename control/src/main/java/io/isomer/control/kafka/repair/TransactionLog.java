package io.isomer.control.kafka.repair;

import io.isomer.testing.localstack.access.KafkaAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The log in which Kafka's coordinators write each state of a transaction, and the only place that
 * tells how a transaction ended once its producer has begun another one or has started again.
 *
 * <p>Source of the format: {@code TransactionLogValue.json} of Apache Kafka 4; both of its versions
 * begin with the fields that are read here.
 */
final class TransactionLog {

  private static final String TOPIC = "__transaction_state";
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final short NEWEST_VERSION = 1;
  private static final byte ONGOING = 1;
  private static final byte COMPLETE_COMMIT = 4;
  private static final byte COMPLETE_ABORT = 5;

  /**
   * The producer of one transaction.
   *
   * @param epoch of its messages
   */
  record Producer(long id, short epoch) {}

  /**
   * The end of a transaction of which the coordinator has written that every partition has it.
   *
   * @param epoch of the end, which is the next one in Kafka 4
   */
  record End(short epoch, TransactionResult result) {}

  private final Map<Producer, End> ends = new HashMap<>();
  private final Map<Long, Short> ongoing = new HashMap<>();

  /** Reads the log of all coordinators, for the producers with these ids. */
  static TransactionLog read(KafkaAccess kafka, Set<Long> producerIds) throws IOException {
    Properties properties = new Properties();
    properties.putAll(kafka.kafkaClient());
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.kafkaBootstrapServers());
    TransactionLog log = new TransactionLog();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      consumer
          .partitionsFor(TOPIC, LIMIT)
          .forEach(each -> partitions.add(new TopicPartition(TOPIC, each.partition())));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        if (System.nanoTime() > deadline) {
          throw new IOException("Kafka does not give out " + TOPIC + " within " + LIMIT);
        }
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          if (message.value() != null) {
            log.add(ByteBuffer.wrap(message.value()), producerIds);
          }
        }
      }
    } catch (KafkaException e) {
      throw new IOException("Kafka: " + e.getMessage(), e);
    }
    return log;
  }

  private void add(ByteBuffer value, Set<Long> producerIds) throws IOException {
    short version = value.getShort();
    if (version > NEWEST_VERSION) {
      throw new IOException(TOPIC + " has values of version " + version + ", which is unknown");
    }
    long producerId = value.getLong();
    short epoch = value.getShort();
    value.getInt(); // the timeout
    if (producerIds.contains(producerId)) {
      add(producerId, epoch, value.get());
    }
  }

  /** Adds the next state of a producer's transaction. */
  void add(long producerId, short epoch, byte state) {
    if (state == ONGOING) {
      ongoing.put(producerId, epoch);
      ends.remove(new Producer(producerId, epoch)); // of the one before, with the same epoch
    } else if (state == COMPLETE_COMMIT || state == COMPLETE_ABORT) {
      Short began = ongoing.remove(producerId);
      if (began != null) {
        TransactionResult result =
            state == COMPLETE_COMMIT ? TransactionResult.COMMIT : TransactionResult.ABORT;
        ends.put(new Producer(producerId, began), new End(epoch, result));
      }
    }
  }

  /** How the producer's transaction ended; empty when it has not, or when the log has lost it. */
  Optional<End> end(Producer producer) {
    return Optional.ofNullable(ends.get(producer));
  }
}

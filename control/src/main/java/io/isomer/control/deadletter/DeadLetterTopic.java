package io.isomer.control.deadletter;

import io.isomer.control.options.PipelineFile;
import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic that a job sends messages to which it cannot replicate. */
public final class DeadLetterTopic {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int END_OF_TOPIC_WAIT = 50; // milliseconds; closing waits for it
  private static final int MAX_MESSAGE_BYTES = 128 << 20; // as the job's

  private final String topic;
  private final String bootstrapServers;

  public DeadLetterTopic(StackAccess stack, String topic) {
    this.topic = topic;
    this.bootstrapServers = stack.kafkaBootstrapServers();
  }

  /** The topic that a pipeline's file names; empty when it names none. */
  public static Optional<String> configured(Path pipelineConfig) throws IOException {
    return PipelineFile.option(pipelineConfig, "dead-letters", "topic");
  }

  /** All dead letters, the oldest first; none while the topic does not exist. */
  public List<DeadLetter> read() throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<PartitionInfo> partitions = consumer.listTopics(LIMIT).getOrDefault(topic, List.of());
      if (partitions.isEmpty()) {
        return List.of();
      }
      if (partitions.size() > 1) {
        throw new IOException(
            "%s has %d partitions; dead letters are numbered where they have one"
                .formatted(topic, partitions.size()));
      }
      return read(consumer, new TopicPartition(topic, 0));
    } catch (KafkaException e) {
      throw new IOException("Kafka: " + e.getMessage(), e);
    }
  }

  private static List<DeadLetter> read(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) throws IOException {
    List<TopicPartition> partitions = List.of(partition);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    long end = consumer.endOffsets(partitions, LIMIT).get(partition);
    List<DeadLetter> letters = new ArrayList<>();
    while (consumer.position(partition, LIMIT) < end) {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(LIMIT).records(partition);
      if (records.isEmpty() && consumer.position(partition, LIMIT) < end) {
        throw new IOException("Kafka does not give the dead letters within " + LIMIT);
      }
      records.forEach(message -> letters.add(new DeadLetter(message)));
    }
    return letters;
  }

  /**
   * Sends the original messages to their topics once more. It does not matter when and in which
   * order: a row's version decides, so that what is older than the row changes nothing.
   */
  public void replay(Collection<DeadLetter> letters) throws IOException {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      List<Future<?>> sent = new ArrayList<>();
      for (DeadLetter letter : letters) {
        sent.add(producer.send(letter.original()));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("Kafka: " + e.getCause().getMessage(), e.getCause());
    } catch (KafkaException e) {
      throw new IOException("Kafka: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while replaying dead letters", e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, END_OF_TOPIC_WAIT);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_MESSAGE_BYTES);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}

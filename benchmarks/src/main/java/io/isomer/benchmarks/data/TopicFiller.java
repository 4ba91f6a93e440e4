package io.isomer.benchmarks.data;

import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts datasets into Kafka. */
public final class TopicFiller {

  /** As the messages of a busy connector: compressed in batches. */
  public static final String COMPRESSION = "lz4";

  /** Largest batch that the producer makes, in bytes before compression. */
  public static final int BATCH_BYTES = 256 << 10;

  private static final int BUFFER_BYTES = 64 << 20;
  private static final int LINGER_MILLIS = 50;
  private static final int FILLING_LINGER_MILLIS = 1000; // batches of many topics fill up, too
  private static final int LIMIT_SECONDS = 60;

  private final StackAccess stack;
  private final int partitions;

  public TopicFiller(StackAccess stack, int partitions) {
    this.stack = stack;
    this.partitions = partitions;
  }

  /**
   * What a topic has been filled with.
   *
   * @param content what each table must contain, in the tables' order
   * @param averageBytes of a message's value
   * @param firstVersion of the first message's row
   * @param lastVersion of the last message's row
   */
  public record Filled(
      Dataset dataset,
      List<TableContent> content,
      long averageBytes,
      BigInteger firstVersion,
      BigInteger lastVersion) {}

  /** Creates the dataset's topics and fills them. */
  public Filled fill(Dataset dataset, RecordedTable sample) throws IOException {
    create(dataset);
    Messages messages = new Messages(dataset, sample);
    long bytes = 0;
    BigInteger first = null;
    int changes = dataset.workload().changes();
    int batchBytes = Math.min(BATCH_BYTES, BUFFER_BYTES / 2 / partitions / dataset.topics().size());
    try (Sender sender = new Sender(producer(batchBytes, FILLING_LINGER_MILLIS))) {
      for (int i = 0; i < changes; i++) {
        ProducerRecord<byte[], byte[]> message = messages.next();
        bytes += message.value().length;
        first = i == 0 ? messages.version() : first;
        sender.send(message);
      }
    }
    return new Filled(dataset, messages.content(), bytes / changes, first, messages.version());
  }

  /** Sends messages; closing it waits until all are in Kafka. */
  public Sender sender() {
    return new Sender(producer(BATCH_BYTES, LINGER_MILLIS));
  }

  /** See {@link #sender()}. */
  public static final class Sender implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private Sender(KafkaProducer<byte[], byte[]> producer) {
      this.producer = producer;
    }

    public void send(ProducerRecord<byte[], byte[]> message) {
      producer.send(message, (sent, error) -> Optional.ofNullable(error).ifPresent(failure::set));
    }

    /**
     * @throws IOException when a message did not get into Kafka
     */
    @Override
    public void close() throws IOException {
      producer.close();
      if (failure.get() != null) {
        throw new IOException("cannot fill a topic: " + failure.get().getMessage(), failure.get());
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer(int batchBytes, int lingerMillis) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafkaBootstrapServers());
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, COMPRESSION);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    // keeps the order, as an idempotent producer would, which left batches of many topics unsent
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Creates the dataset's topics. */
  public void create(Dataset dataset) throws IOException {
    List<NewTopic> topics =
        dataset.topics().stream().map(topic -> new NewTopic(topic, partitions, (short) 1)).toList();
    try (Admin admin = KafkaPart.admin(stack)) {
      admin.createTopics(topics).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("cannot create the topics of " + dataset.title(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while creating topics", e);
    }
  }
}

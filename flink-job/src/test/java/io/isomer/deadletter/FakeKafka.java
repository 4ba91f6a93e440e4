package io.isomer.deadletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own clients in memory; a log of messages stands behind the consumer. */
final class FakeKafka implements KafkaClients {

  private static final long serialVersionUID = 1;

  private final transient List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
  private transient RuntimeException sendFailure;
  private transient RuntimeException closeFailure;
  private final transient MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public synchronized Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> letter, Callback callback) {
          if (sendFailure == null) {
            return super.send(letter, callback);
          }
          callback.onCompletion(null, sendFailure);
          return CompletableFuture.failedFuture(sendFailure);
        }

        @Override
        public void close(Duration limit) {
          super.close(limit);
          throwOnClose();
        }
      };
  private transient int producers;
  private transient int seeks;
  private transient boolean consumerClosed;

  /** From now on the broker refuses what is sent, or with null takes it again. */
  void failSends(RuntimeException failure) {
    sendFailure = failure;
  }

  /** From now on each client throws this when it is closed, and is closed all the same. */
  void failClose(RuntimeException failure) {
    closeFailure = failure;
  }

  private void throwOnClose() {
    if (closeFailure != null) {
      throw closeFailure;
    }
  }

  MockProducer<byte[], byte[]> producerInMemory() {
    return producer;
  }

  void append(ConsumerRecord<byte[], byte[]> message) {
    log.add(message);
  }

  int producers() {
    return producers;
  }

  int seeks() {
    return seeks;
  }

  boolean isConsumerClosed() {
    return consumerClosed;
  }

  @Override
  public String topic() {
    return "dead";
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    producers++;
    return producer;
  }

  @Override
  public Consumer<byte[], byte[]> consumer() {
    return new MockConsumer<byte[], byte[]>("none") {
      @Override
      public synchronized void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        seeks++;
        updateBeginningOffsets(Map.of(partition, 0L));
        log.stream()
            .filter(message -> message.topic().equals(partition.topic()))
            .filter(message -> message.partition() == partition.partition())
            .filter(message -> message.offset() >= offset)
            .forEach(this::addRecord);
      }

      @Override
      public synchronized void close() {
        super.close();
        consumerClosed = true;
        throwOnClose();
      }
    };
  }
}

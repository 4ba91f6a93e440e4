package io.isomer.deadletter;

import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Rejection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages that are at hand to the dead letters' topic: key, value and headers unchanged, and
 * headers of our own. A letter that is sent again after a failure is recognised by its message's
 * place. The producer opens with the first letter, as most subtasks never have one.
 */
public final class MessageDeadLetters implements DeadLetters<ConsumerRecord<byte[], ByteBuffer>> {

  private static final Logger LOG = LoggerFactory.getLogger(MessageDeadLetters.class);

  private final KafkaClients kafka;
  private final Counter counter;
  private Producer<byte[], byte[]> producer;
  private volatile Exception failure; // set by the producer's thread, and never forgotten

  MessageDeadLetters(KafkaClients kafka, MetricGroup metrics) {
    this.kafka = kafka;
    this.counter = metrics.counter("deadLetters");
  }

  /** For a decoder's subtasks. */
  public static Factory<ConsumerRecord<byte[], ByteBuffer>> factory(DeadLetterKafka kafka) {
    return metrics -> new MessageDeadLetters(kafka, metrics);
  }

  /**
   * @throws KafkaException when the topic cannot be created or the message cannot be sent
   */
  @Override
  public <E extends Exception> void add(
      ConsumerRecord<byte[], ByteBuffer> message, Rejection rejection, E cause) {
    send(message, message.value() == null ? null : copy(message.value()), rejection);
  }

  private static byte[] copy(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  /** Sends a message that was read with arrays, which are sent as they are. */
  void send(ConsumerRecord<byte[], byte[]> message, Rejection rejection) {
    send(message, message.value(), rejection);
  }

  private void send(ConsumerRecord<byte[], ?> message, byte[] value, Rejection rejection) {
    if (producer == null) {
      LOG.warn(
          "A message cannot be replicated and goes, as others from now on, to the topic {}: {}",
          kafka.topic(),
          rejection.reason());
      producer = kafka.producer();
    }
    producer.send(
        new ProducerRecord<>(
            kafka.topic(),
            null,
            message.key(),
            value,
            DeadLetterHeaders.of(message, rejection, Instant.now())),
        (sent, e) -> failure = e == null ? failure : e);
    counter.inc();
  }

  @Override
  public void flush() throws IOException {
    if (producer == null) {
      return;
    }
    producer.flush();
    if (failure != null) {
      throw new IOException(
          "cannot write to the dead letters' topic " + kafka.topic() + ": " + failure.getMessage(),
          failure);
    }
  }

  /** Never throws. */
  @Override
  public void close() {
    if (producer != null) {
      try {
        producer.close(Duration.ZERO);
      } catch (RuntimeException e) {
        LOG.warn("Closing the producer of dead letters failed", e);
      }
    }
  }
}

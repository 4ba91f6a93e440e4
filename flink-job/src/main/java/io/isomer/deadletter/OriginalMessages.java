package io.isomer.deadletter;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads single messages by their offsets. Ascending offsets that are near each other are one pass
 * over the log. The consumer opens with the first of them.
 */
final class OriginalMessages {

  private static final Logger LOG = LoggerFactory.getLogger(OriginalMessages.class);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Messages that are rather passed than sought over, as a seek throws what is fetched away. */
  private static final long NEAR = 1000;

  private final KafkaClients kafka;
  private Consumer<byte[], byte[]> consumer;
  private TopicPartition partition;
  private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();
  private ConsumerRecord<byte[], byte[]> last;

  OriginalMessages(KafkaClients kafka) {
    this.kafka = kafka;
  }

  /** From now on messages are read from this partition. */
  void assign(TopicPartition partition) {
    if (consumer == null) {
      consumer = kafka.consumer();
    }
    consumer.assign(Set.of(partition));
    this.partition = partition;
    polled = Collections.emptyIterator();
    last = null;
  }

  /**
   * The message at an offset.
   *
   * @throws IOException when it is not there any more, or Kafka does not give it in time
   */
  ConsumerRecord<byte[], byte[]> read(long offset) throws IOException {
    if (last == null || offset < last.offset() || offset > last.offset() + NEAR) {
      consumer.seek(partition, offset);
      polled = Collections.emptyIterator();
      last = null;
    }
    Instant deadline = Instant.now().plus(LIMIT);
    while (last == null || last.offset() < offset) {
      if (polled.hasNext()) {
        last = polled.next();
      } else if (Instant.now().isBefore(deadline)) {
        polled = poll(offset);
      } else {
        throw new IOException(
            "Kafka did not give the message "
                + partition
                + "@"
                + offset
                + " within "
                + LIMIT.toSeconds()
                + " s");
      }
    }
    if (last.offset() > offset) {
      throw gone(offset, null);
    }
    return last;
  }

  private Iterator<ConsumerRecord<byte[], byte[]>> poll(long offset) throws IOException {
    try {
      return consumer.poll(POLL).records(partition).iterator();
    } catch (InvalidOffsetException e) {
      throw gone(offset, e);
    }
  }

  private IOException gone(long offset, Exception cause) {
    return new IOException(
        "the message %s@%d belongs into the dead letters, and Kafka has it no more; the topic must"
                .formatted(partition, offset)
            + " keep messages for longer than the job lags behind",
        cause);
  }

  /** Never throws. */
  void close() {
    if (consumer != null) {
      try {
        consumer.close();
      } catch (RuntimeException e) {
        LOG.warn("Closing the consumer of rejected messages failed", e);
      }
    }
  }
}

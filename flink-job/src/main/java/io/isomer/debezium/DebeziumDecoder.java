package io.isomer.debezium;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.debezium.envelope.EnvelopeReader;
import io.isomer.debezium.json.MalformedMessageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes Debezium's messages into changelog events. A message gives at most one event. It gives
 * two when a change alters the configured key of a row.
 *
 * <p>Accepts the debezium-json format with and without schema part, also mixed within a topic, and
 * any replica identity. Skips tombstones, heartbeats, transaction markers and logical decoding
 * messages. Any other message is rejected.
 */
public final class DebeziumDecoder {

  private final DecoderOptions options;
  private final Counter skipped;
  private final EnvelopeReader reader = new EnvelopeReader();
  private final Map<String, TopicDecoder> topics = new HashMap<>();

  /**
   * Decodes the changes of all tables, without rules, from any topic.
   *
   * @param epoch the epoch of the versions, 0 to 65,535
   */
  public DebeziumDecoder(int epoch) {
    this(DecoderOptions.ofEpoch(epoch), new SimpleCounter());
  }

  /**
   * @param skipped counts the changes of other tables
   */
  public DebeziumDecoder(DecoderOptions options, Counter skipped) {
    this.options = options;
    this.skipped = skipped;
  }

  /**
   * Decodes a message.
   *
   * @return its changes, in order; empty for a message without changes
   * @throws MalformedMessageException naming topic, partition and offset
   */
  public List<ChangelogEvent> decode(ConsumerRecord<byte[], ByteBuffer> message)
      throws MalformedMessageException {
    try {
      return topics.computeIfAbsent(message.topic(), this::topic).decode(message);
    } catch (MalformedMessageException e) {
      throw MalformedMessageException.at(place(message), e);
    } catch (JsonProcessingException e) {
      throw new MalformedMessageException(
          place(message) + ": not JSON: " + e.getOriginalMessage(), e);
    } catch (CharacterCodingException e) {
      throw new MalformedMessageException(
          place(message) + ": a string contains an unpaired surrogate", e);
    } catch (IOException | RuntimeException e) {
      // the decoder has no other input, so the message is the cause
      throw new MalformedMessageException(place(message) + ": not understood: " + e, e);
    }
  }

  private TopicDecoder topic(String topic) {
    return new TopicDecoder(topic, options, skipped, reader);
  }

  /**
   * Reads row and version of a message that {@link #decode} rejected.
   *
   * @return an event of {@link io.isomer.changelog.Operation#REJECTED}; empty when row or version
   *     cannot be read, or when the table does not belong to the topic
   */
  public Optional<ChangelogEvent> rejected(ConsumerRecord<byte[], ByteBuffer> message) {
    return RejectedMessage.of(message, options.epoch())
        .filter(event -> options.selection().includes(event.schema().table()))
        .filter(event -> options.topicTables().carries(message.topic(), event.schema().table()));
  }

  private static String place(ConsumerRecord<byte[], ByteBuffer> message) {
    return message.topic() + "-" + message.partition() + "@" + message.offset();
  }
}

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
 * Turns Debezium's messages into changelog events: at most one each, or two where a change of a row
 * that is identified by configured columns changes these.
 *
 * <p>Accepts the debezium-json format with and without schema part, also mixed within a topic, with
 * whatever replica identity; passes tombstones, heartbeats, transaction markers and logical
 * decoding messages by. Anything else is refused, whatever it is.
 */
public final class DebeziumDecoder {

  private final DecoderOptions options;
  private final Counter skipped;
  private final EnvelopeReader reader = new EnvelopeReader();
  private final Map<String, TopicDecoder> topics = new HashMap<>();

  /**
   * Decodes the changes of every table, none of which is special, in whatever topics.
   *
   * @param epoch the versions' epoch, 0 to 65,535
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
   * The message's changes, in order; none for a message that tells of none.
   *
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
          place(message) + ": a string holds half of a surrogate pair", e);
    } catch (IOException | RuntimeException e) {
      // the message is all that the decoder has to do with, so the message is the reason
      throw new MalformedMessageException(place(message) + ": not understood: " + e, e);
    }
  }

  private TopicDecoder topic(String topic) {
    return new TopicDecoder(topic, options, skipped, reader);
  }

  /**
   * Which row and version a message is about that {@link #decode} has refused.
   *
   * @return an event of {@link io.isomer.changelog.Operation#REJECTED}; empty when that cannot be
   *     read either, or the row is of another table than the topic's
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

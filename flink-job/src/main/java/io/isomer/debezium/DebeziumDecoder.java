package io.isomer.debezium;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.isomer.changelog.ChangelogEvent;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns Debezium's messages into changelog events: at most one each.
 *
 * <p>Accepts the debezium-json format with and without schema part, also mixed within a topic, with
 * whatever replica identity; passes tombstones, heartbeats, transaction markers and logical
 * decoding messages by. Anything else is refused, whatever it is.
 */
public final class DebeziumDecoder {

  private final int epoch;
  private final Map<String, TopicDecoder> topics = new HashMap<>();

  /**
   * @param epoch the versions' epoch, 0 to 65,535
   */
  public DebeziumDecoder(int epoch) {
    this.epoch = epoch;
  }

  /**
   * The message's change, or null for a message that tells of none.
   *
   * @throws MalformedMessageException naming topic, partition and offset
   */
  public ChangelogEvent decode(ConsumerRecord<byte[], byte[]> message)
      throws MalformedMessageException {
    try {
      return topics
          .computeIfAbsent(message.topic(), topic -> new TopicDecoder(topic, epoch))
          .decode(message);
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

  /**
   * Which row and version a message is about that {@link #decode} has refused.
   *
   * @return an event of {@link io.isomer.changelog.Operation#REJECTED}; empty when that cannot be
   *     read either
   */
  public Optional<ChangelogEvent> rejected(ConsumerRecord<byte[], byte[]> message) {
    return RejectedMessage.of(message, epoch);
  }

  private static String place(ConsumerRecord<byte[], byte[]> message) {
    return message.topic() + "-" + message.partition() + "@" + message.offset();
  }
}

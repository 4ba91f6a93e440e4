package io.isomer.debezium;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogEventTypeInfo;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns Debezium's messages into changelog events: at most one each.
 *
 * <p>Accepts the debezium-json format with and without schema part, also mixed within a topic, with
 * whatever replica identity; passes tombstones, heartbeats, transaction markers and logical
 * decoding messages by. Fails on anything else, naming topic, partition and offset.
 */
public final class DebeziumDeserializationSchema
    implements KafkaRecordDeserializationSchema<ChangelogEvent> {

  private static final long serialVersionUID = 1;

  private final int epoch;
  private transient Map<String, TopicDecoder> topics;

  /**
   * @param epoch the versions' epoch, 0 to 65,535
   */
  public DebeziumDeserializationSchema(int epoch) {
    this.epoch = epoch;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    topics = new HashMap<>();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<ChangelogEvent> out)
      throws IOException {
    ChangelogEvent event = decode(message);
    if (event != null) {
      out.collect(event);
    }
  }

  private ChangelogEvent decode(ConsumerRecord<byte[], byte[]> message) throws IOException {
    try {
      return topics
          .computeIfAbsent(message.topic(), topic -> new TopicDecoder(topic, epoch))
          .decode(message);
    } catch (MalformedMessageException e) {
      throw new MalformedMessageException(place(message) + ": " + e.getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new MalformedMessageException(
          place(message) + ": not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String place(ConsumerRecord<byte[], byte[]> message) {
    return message.topic() + "-" + message.partition() + "@" + message.offset();
  }

  @Override
  public TypeInformation<ChangelogEvent> getProducedType() {
    return new ChangelogEventTypeInfo();
  }
}

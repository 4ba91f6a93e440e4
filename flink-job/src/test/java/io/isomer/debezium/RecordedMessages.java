package io.isomer.debezium;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.isomer.changelog.ChangelogEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Messages that a real Debezium connector wrote, and what the decoder makes of messages. */
public final class RecordedMessages {

  /** Keeps every digit of a number. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private RecordedMessages() {}

  /** The message or messages of one file of the resources' folder {@code events}. */
  static List<JsonNode> nodes(String file) throws IOException {
    try (InputStream in = RecordedMessages.class.getResourceAsStream("/events/" + file)) {
      JsonNode root = MAPPER.readTree(in);
      List<JsonNode> nodes = new ArrayList<>();
      (root.isArray() ? root : List.of(root)).forEach(nodes::add);
      return nodes;
    }
  }

  static List<ConsumerRecord<byte[], ByteBuffer>> records(String file) throws IOException {
    List<ConsumerRecord<byte[], ByteBuffer>> records = new ArrayList<>();
    for (JsonNode node : nodes(file)) {
      records.add(record(node));
    }
    return records;
  }

  public static ConsumerRecord<byte[], ByteBuffer> record(JsonNode node) throws IOException {
    RecordHeaders headers = new RecordHeaders();
    node.path("headers")
        .properties()
        .forEach(
            h -> headers.add(h.getKey(), h.getValue().asText().getBytes(StandardCharsets.UTF_8)));
    return new ConsumerRecord<>(
        node.path("topic").asText(),
        node.path("partition").asInt(),
        node.path("offset").asLong(),
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        bytes(node.path("key")),
        EmbeddedBytes.of(bytes(node.path("value"))),
        headers,
        Optional.empty());
  }

  public static ConsumerRecord<byte[], ByteBuffer> record(String topic, String key, String value) {
    return new ConsumerRecord<>(
        topic,
        0,
        17,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        EmbeddedBytes.of(value));
  }

  private static byte[] bytes(JsonNode node) throws IOException {
    return node.isNull() ? null : MAPPER.writeValueAsBytes(node);
  }

  public static DebeziumDecoder decoder() {
    return new DebeziumDecoder(0);
  }

  /** The events of the messages, decoded one after the other. */
  public static List<ChangelogEvent> decode(
      DebeziumDecoder decoder, List<ConsumerRecord<byte[], ByteBuffer>> messages)
      throws IOException {
    List<ChangelogEvent> events = new ArrayList<>();
    for (ConsumerRecord<byte[], ByteBuffer> message : messages) {
      events.addAll(decoder.decode(message));
    }
    return events;
  }

  public static List<ChangelogEvent> decode(String file) throws IOException {
    return decode(decoder(), records(file));
  }
}

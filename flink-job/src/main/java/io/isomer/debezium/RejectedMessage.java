package io.isomer.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Operation;
import io.isomer.debezium.envelope.KeyReader;
import io.isomer.debezium.envelope.RowKey;
import io.isomer.debezium.envelope.SourceBlock;
import io.isomer.debezium.json.Jackson;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.MessageBytes;
import io.isomer.debezium.json.QuotedValue;
import io.isomer.debezium.schema.RowDecoder;
import io.isomer.debezium.schema.SchemalessRowDecoders;
import io.isomer.tables.SourceRule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads row and version of an undecodable message. The row is identified by the message's own key.
 * Tables with a configured key need no such event: their changes contain all values, so the writer
 * never fills any in.
 */
final class RejectedMessage {

  private static final byte[] NO_ROW = {};

  private RejectedMessage() {}

  /** The rejected change of a row; empty when row or version cannot be read. */
  static Optional<ChangelogEvent> of(ConsumerRecord<byte[], ByteBuffer> message, int epoch) {
    try {
      return Optional.of(read(message, epoch));
    } catch (IOException | RuntimeException e) { // its dead letter has the reason
      return Optional.empty();
    }
  }

  private static ChangelogEvent read(ConsumerRecord<byte[], ByteBuffer> message, int epoch)
      throws IOException {
    MessageBytes bytes = MessageBytes.of(message.value());
    JsonNode value = Jackson.MAPPER.readTree(bytes.array(), bytes.start(), bytes.size());
    JsonNode payload = payload(value);
    JsonReader parser = new JsonReader(Jackson.MAPPER.writeValueAsBytes(payload.path("source")));
    parser.nextToken();
    SourceBlock source = SourceBlock.read(parser);
    RowDecoder shape = keyDecoder(value, payload(Jackson.MAPPER.readTree(message.key())));
    RowKey key = new KeyReader().read(message.key(), shape);
    return new ChangelogEvent(
        new ChangelogSchema(message.topic(), source.table(), shape.columns(), key.columns()),
        Operation.REJECTED,
        source.version(operation(payload.path("op").asText()), epoch),
        message.partition(),
        message.offset(),
        source.committedAt(),
        key.values(),
        NO_ROW);
  }

  private static JsonNode payload(JsonNode root) {
    return root.has("payload") && root.has("schema") ? root.path("payload") : root;
  }

  /** The decoder of the key's columns alone: another column may be the undecodable one. */
  private static RowDecoder keyDecoder(JsonNode value, JsonNode key) throws IOException {
    List<String> names = new ArrayList<>();
    key.fieldNames().forEachRemaining(names::add);
    if (!value.has("schema")) {
      return new SchemalessRowDecoders(SourceRule.NONE).of(names);
    }
    ArrayNode fields = Jackson.MAPPER.createArrayNode();
    for (JsonNode part : value.path("schema").path("fields")) {
      if (part.path("field").asText().equals("after")) {
        for (JsonNode field : part.path("fields")) {
          if (names.contains(field.path("field").asText())) {
            fields.add(field);
          }
        }
      }
    }
    return RowDecoder.ofFields(fields, SourceRule.NONE);
  }

  private static Operation operation(String op) throws MalformedMessageException {
    return switch (op) {
      case "r" -> Operation.READ;
      case "c" -> Operation.CREATE;
      case "u" -> Operation.UPDATE;
      case "d" -> Operation.DELETE;
      default ->
          throw new MalformedMessageException("not a change of a row: " + QuotedValue.of(op));
    };
  }
}

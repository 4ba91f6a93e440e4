package io.isomer.debezium;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Operation;
import io.isomer.changelog.RowVersion;
import io.isomer.changelog.TableId;
import java.io.IOException;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes one topic's messages, remembering the schema part of the last one. */
final class TopicDecoder {

  /** Set on a row's creation under a new key, when the row's key was changed. */
  private static final String OLD_KEY_HEADER = "__debezium.oldkey";

  private static final byte[] NONE = {};

  private final String topic;
  private final int epoch;
  private final EnvelopeReader envelope = new EnvelopeReader();
  private final KeyReader key = new KeyReader();
  private MessageLayout layout = MessageLayout.SCHEMALESS;
  private RowPlan typed;
  private ChangelogSchema lastSchema;
  private RowPlan lastPlan;

  TopicDecoder(String topic, int epoch) {
    this.topic = topic;
    this.epoch = epoch;
  }

  /** The message's change, or null for a message that tells of none. */
  ChangelogEvent decode(ConsumerRecord<byte[], byte[]> message) throws IOException {
    byte[] value = message.value();
    if (value == null) {
      return null; // a tombstone, for Kafka's log compaction
    }
    MessageLayout current = layout.matches(value) ? layout : MessageLayout.of(value);
    if (current.hasSchema() && current != layout) {
      typed = rowPlan(value, current);
      layout = current;
    }
    try (JsonParser parser = current.payload(value)) {
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        return null; // a tombstone, as a converter with schemas may write it
      }
      envelope.read(parser, current.hasSchema() ? typed : null);
      current.checkEnd(value, parser);
    }
    if (envelope.isMarker()) {
      return null;
    }
    if (envelope.op() == null) {
      throw new MalformedMessageException("the message has no op: it is not a Debezium envelope");
    }
    return switch (envelope.op()) {
      case "r" -> upsert(Operation.READ, message, current);
      case "c" -> upsert(Operation.CREATE, message, current);
      case "u" -> upsert(Operation.UPDATE, message, current);
      case "d" -> deletion(message);
      case "t" -> truncation(message);
      case "m" -> null; // a logical decoding message is no change of a table
      default -> throw new MalformedMessageException("unknown op " + Quote.value(envelope.op()));
    };
  }

  private static RowPlan rowPlan(byte[] message, MessageLayout layout) throws IOException {
    JsonNode schema =
        Json.MAPPER.readTree(
            message, layout.schemaStart(), layout.schemaEnd() - layout.schemaStart());
    for (JsonNode field : schema.path("fields")) {
      if (field.path("field").asText().equals("after")) {
        return RowPlan.ofFields(field.path("fields"));
      }
    }
    return RowPlan.NONE; // a heartbeat's schema, or another's that has no row
  }

  private ChangelogEvent upsert(
      Operation operation, ConsumerRecord<byte[], byte[]> message, MessageLayout current)
      throws IOException {
    if (!envelope.hasAfter()) {
      throw new MalformedMessageException("op is " + operation.code() + " and after is null");
    }
    if (isWholeRow(operation, message) && envelope.row().hasUnavailable()) {
      rereadLiterally(message.value(), current);
    }
    byte[] keyValues = readKey(message);
    byte[] row = envelope.row().toByteArray();
    key.requireIn(row, keyValues, envelope.plan());
    return event(operation, message, keyValues, row);
  }

  private ChangelogEvent deletion(ConsumerRecord<byte[], byte[]> message) throws IOException {
    if (envelope.hasAfter()) {
      throw new MalformedMessageException("op is d and after is not null");
    }
    return event(Operation.DELETE, message, readKey(message), NONE);
  }

  /** A damaged message of a row must not empty the table, so nothing of a row is let pass. */
  private ChangelogEvent truncation(ConsumerRecord<byte[], byte[]> message) throws IOException {
    if (message.key() != null) {
      throw new MalformedMessageException("op is t and has a key");
    }
    if (envelope.hasBefore() || envelope.hasAfter()) {
      throw new MalformedMessageException(
          "op is t and " + (envelope.hasBefore() ? "before" : "after") + " is not null");
    }
    return event(Operation.TRUNCATE, message, NONE, NONE);
  }

  /**
   * Whether the message holds all of the row's values, so that what looks like the placeholder of
   * an unavailable one is a value that a user wrote.
   */
  private static boolean isWholeRow(Operation operation, ConsumerRecord<byte[], byte[]> message) {
    return operation == Operation.READ
        || operation == Operation.CREATE && message.headers().lastHeader(OLD_KEY_HEADER) == null;
  }

  private void rereadLiterally(byte[] value, MessageLayout current) throws IOException {
    int start = current.prefix().length + (int) envelope.afterStart();
    try (JsonParser parser = Json.FACTORY.createParser(value, start, value.length - start)) {
      parser.nextToken();
      envelope.row().reset();
      envelope.plan().decodeLiterally(parser, envelope.row());
    }
  }

  private byte[] readKey(ConsumerRecord<byte[], byte[]> message) throws IOException {
    if (message.key() == null) {
      throw new MalformedMessageException(
          "the message has no key: give the table a primary key, or name the columns that identify"
              + " a row in the connector's message.key.columns");
    }
    key.read(message.key(), envelope.plan());
    return key.values().toByteArray();
  }

  private ChangelogEvent event(
      Operation operation, ConsumerRecord<byte[], byte[]> message, byte[] keyValues, byte[] row)
      throws IOException {
    RowVersion version = envelope.source().version(operation, epoch);
    return new ChangelogEvent(
        schema(operation == Operation.TRUNCATE ? new int[0] : key.columns()),
        operation,
        version,
        message.partition(),
        message.offset(),
        envelope.source().committedAt(),
        keyValues,
        row);
  }

  private ChangelogSchema schema(int[] keyColumns) throws IOException {
    TableId table = envelope.source().table();
    if (lastSchema == null
        || lastPlan != envelope.plan()
        || !lastSchema.table().equals(table)
        || !Arrays.equals(lastSchema.keyColumns(), keyColumns)) {
      lastSchema = new ChangelogSchema(topic, table, envelope.plan().columns(), keyColumns);
      lastPlan = envelope.plan();
    }
    return lastSchema;
  }
}

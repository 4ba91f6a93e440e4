package io.isomer.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;
import io.isomer.changelog.TableId;
import io.isomer.debezium.envelope.Envelope;
import io.isomer.debezium.envelope.EnvelopeReader;
import io.isomer.debezium.envelope.EventFactory;
import io.isomer.debezium.envelope.KeyResolver;
import io.isomer.debezium.envelope.PlaceholderDisambiguation;
import io.isomer.debezium.envelope.RowKey;
import io.isomer.debezium.envelope.SchemaPrefix;
import io.isomer.debezium.envelope.SourceTemplate;
import io.isomer.debezium.json.Jackson;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.MessageBytes;
import io.isomer.debezium.json.QuotedValue;
import io.isomer.debezium.schema.RowDecoder;
import io.isomer.debezium.schema.RowFormat;
import io.isomer.debezium.schema.SchemalessRowDecoders;
import io.isomer.tables.SourceRule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes the messages of one table. Keeps the schema part of the last message. */
final class TableDecoder {

  /**
   * The result of decoding a message.
   *
   * @param events its changes, in order
   * @param otherTable the table of the message, when that is not the table of this decoder; else
   *     null
   */
  record Decoded(List<ChangelogEvent> events, TableId otherTable) {

    private static final Decoded NO_CHANGE = new Decoded(List.of(), null);

    static Decoded ofOther(TableId table) {
      return new Decoded(List.of(), table);
    }
  }

  private final TableId table;
  private final SourceRule rule;
  private final EnvelopeReader reader;
  private final SchemalessRowDecoders schemaless;
  private final KeyResolver keys;
  private final EventFactory events;
  private final PlaceholderDisambiguation placeholders = new PlaceholderDisambiguation();
  private final SourceTemplate template = new SourceTemplate();
  private SchemaPrefix prefix = SchemaPrefix.SCHEMALESS;
  private RowDecoder typed; // for the schema part in the prefix

  /**
   * @param table null for messages without a table
   * @param reader shared by all tables
   */
  TableDecoder(String topic, TableId table, DecoderOptions options, EnvelopeReader reader) {
    this.table = table;
    this.rule = table == null ? SourceRule.NONE : options.rules().source(table);
    this.reader = reader;
    this.schemaless = new SchemalessRowDecoders(rule);
    this.keys = new KeyResolver(rule);
    this.events = new EventFactory(topic, options.epoch());
  }

  boolean isOf(TableId other) {
    return other.equals(table);
  }

  /**
   * Decodes a message that starts like the last one, so that it probably belongs to this table.
   *
   * @param value the message's value
   * @return empty when the message starts otherwise
   */
  Optional<Decoded> decodeSimilar(ConsumerRecord<byte[], ByteBuffer> message, MessageBytes value)
      throws IOException {
    if (prefix.matches(value)) {
      return Optional.of(decode(message, value, prefix));
    }
    return prefix.hasSchema() || SchemaPrefix.mayHaveSchema(value)
        ? Optional.empty()
        : Optional.of(decode(message, value, reader.prefix(value)));
  }

  /**
   * Decodes a message that probably belongs to this table.
   *
   * @param value the message's value
   */
  Decoded decode(ConsumerRecord<byte[], ByteBuffer> message, MessageBytes value)
      throws IOException {
    return decode(message, value, prefix.matches(value) ? prefix : reader.prefix(value));
  }

  private Decoded decode(
      ConsumerRecord<byte[], ByteBuffer> message, MessageBytes value, SchemaPrefix current)
      throws IOException {
    Envelope envelope = reader.read(value, current, rows(value, current), rule.hasKey(), template);
    if (envelope == null || envelope.isControl()) {
      return Decoded.NO_CHANGE;
    }
    return envelope.source().isOf(table)
        ? new Decoded(events(message, envelope), null)
        : Decoded.ofOther(envelope.source().table());
  }

  private RowFormat rows(MessageBytes message, SchemaPrefix current) throws IOException {
    if (!current.hasSchema()) {
      return schemaless;
    }
    if (current != prefix) {
      typed = rowDecoder(message, current);
      prefix = current;
    }
    return typed;
  }

  private RowDecoder rowDecoder(MessageBytes message, SchemaPrefix prefix) throws IOException {
    JsonNode schema =
        Jackson.MAPPER.readTree(
            message.array(),
            message.start() + prefix.schemaStart(),
            prefix.schemaEnd() - prefix.schemaStart());
    for (JsonNode field : schema.path("fields")) {
      if (field.path("field").asText().equals("after")) {
        return RowDecoder.ofFields(field.path("fields"), rule);
      }
    }
    return RowDecoder.NONE; // the schema of a heartbeat or of another message without row
  }

  private List<ChangelogEvent> events(ConsumerRecord<byte[], ByteBuffer> message, Envelope envelope)
      throws IOException {
    if (envelope.op() == null) {
      throw new MalformedMessageException(
          "the message has no op, so it is not a Debezium envelope");
    }
    return switch (envelope.op()) {
      case "r" -> upsert(Operation.READ, message, envelope);
      case "c" -> upsert(Operation.CREATE, message, envelope);
      case "u" -> upsert(Operation.UPDATE, message, envelope);
      case "d" -> List.of(deletion(message, envelope));
      case "t" -> List.of(truncation(message, envelope));
      case "m" -> List.of(); // a logical decoding message, not a change of a table
      default -> throw new MalformedMessageException("unknown op " + QuotedValue.of(envelope.op()));
    };
  }

  private List<ChangelogEvent> upsert(
      Operation operation, ConsumerRecord<byte[], ByteBuffer> message, Envelope envelope)
      throws IOException {
    if (!envelope.hasAfter()) {
      throw new MalformedMessageException("op is " + operation.code() + " and after is null");
    }
    byte[] row = placeholders.restore(message, envelope, operation);
    RowKey key = keys.of(message, envelope, operation, row);
    ChangelogEvent upsert = events.upsert(message, envelope, operation, key, row);
    return key.previous() == null
        ? List.of(upsert)
        : List.of(events.delete(message, envelope, key.previous()), upsert);
  }

  private ChangelogEvent deletion(ConsumerRecord<byte[], ByteBuffer> message, Envelope envelope)
      throws IOException {
    if (envelope.hasAfter()) {
      throw new MalformedMessageException("op is d and after is not null");
    }
    return events.delete(message, envelope, keys.ofDeleted(message, envelope));
  }

  /** Rejects any trace of a row: a damaged message must not empty the table. */
  private ChangelogEvent truncation(ConsumerRecord<byte[], ByteBuffer> message, Envelope envelope)
      throws IOException {
    if (message.key() != null) {
      throw new MalformedMessageException("op is t and has a key");
    }
    if (envelope.hasBefore() || envelope.hasAfter()) {
      throw new MalformedMessageException(
          "op is t and " + (envelope.hasBefore() ? "before" : "after") + " is not null");
    }
    return events.truncate(message, envelope);
  }
}

package io.isomer.debezium;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;
import io.isomer.changelog.TableId;
import io.isomer.debezium.envelope.EnvelopeReader;
import io.isomer.debezium.envelope.EventFactory;
import io.isomer.debezium.envelope.KnownTail;
import io.isomer.debezium.envelope.LiteralValues;
import io.isomer.debezium.envelope.MessageLayout;
import io.isomer.debezium.envelope.RowIdentity;
import io.isomer.debezium.json.Json;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.MessageBytes;
import io.isomer.debezium.json.Quote;
import io.isomer.debezium.schema.RowPlan;
import io.isomer.debezium.schema.UntypedPlans;
import io.isomer.tables.SourceRule;
import io.isomer.tables.TableRules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes one table's messages, remembering the schema part of the last one. */
final class TableDecoder {

  private final TableId table;
  private final SourceRule rule;
  private final EnvelopeReader envelope;
  private final UntypedPlans untyped;
  private final RowIdentity identity;
  private final EventFactory events;
  private final LiteralValues literals;
  private final KnownTail tail = new KnownTail();
  private MessageLayout layout = MessageLayout.SCHEMALESS;
  private MessageBytes matching; // what isLike has found to match the layout
  private MessageLayout current = MessageLayout.SCHEMALESS;
  private RowPlan typed;
  private boolean empty;

  /**
   * @param table null for messages that name none
   * @param envelope takes what is read
   */
  TableDecoder(String topic, TableId table, TableRules rules, int epoch, EnvelopeReader envelope) {
    this.table = table;
    this.rule = table == null ? SourceRule.NONE : rules.source(table);
    this.envelope = envelope;
    this.untyped = new UntypedPlans(rule);
    this.identity = new RowIdentity(rule, envelope);
    this.events = new EventFactory(topic, epoch, envelope);
    this.literals = new LiteralValues(envelope);
  }

  boolean isOf(TableId other) {
    return other.equals(table);
  }

  /** Whether the message begins as the last one, so that it is likely to be of this table. */
  boolean isLike(MessageBytes message) {
    return matches(message) || !layout.hasSchema() && !MessageLayout.mayHaveSchema(message);
  }

  /** The schema part is long: it is compared once for each message. */
  private boolean matches(MessageBytes message) {
    if (message != matching) {
      if (!layout.matches(message)) {
        return false;
      }
      matching = message;
    }
    return true;
  }

  /**
   * Reads a message into the envelope.
   *
   * @return false when it turns out to be of another table
   */
  boolean read(MessageBytes message) throws IOException {
    JsonReader parser = envelope.parser();
    boolean known = matches(message);
    matching = null; // its array may hold many other messages
    current = known ? layout : MessageLayout.of(message, parser);
    if (current.hasSchema() && current != layout) {
      typed = rowPlan(message, current);
      layout = current;
    }
    parser.reset(message, message.start() + current.prefix().length);
    empty = parser.nextToken() == JsonToken.VALUE_NULL;
    if (!empty) { // else a tombstone, as a converter with schemas may write it
      envelope.read(current.hasSchema() ? typed : null, untyped, rule.hasKey(), tail);
      current.checkEnd(message, parser);
    }
    return empty || envelope.isMarker() || envelope.source().isOf(table);
  }

  /** The changes that the message tells of, which was the last to be read. */
  List<ChangelogEvent> events(ConsumerRecord<byte[], ByteBuffer> message) throws IOException {
    if (empty || envelope.isMarker()) {
      return List.of();
    }
    if (envelope.op() == null) {
      throw new MalformedMessageException("the message has no op: it is not a Debezium envelope");
    }
    return switch (envelope.op()) {
      case "r" -> upsert(Operation.READ, message);
      case "c" -> upsert(Operation.CREATE, message);
      case "u" -> upsert(Operation.UPDATE, message);
      case "d" -> List.of(deletion(message));
      case "t" -> List.of(truncation(message));
      case "m" -> List.of(); // a logical decoding message is no change of a table
      default -> throw new MalformedMessageException("unknown op " + Quote.value(envelope.op()));
    };
  }

  private RowPlan rowPlan(MessageBytes message, MessageLayout layout) throws IOException {
    JsonNode schema =
        Json.MAPPER.readTree(
            message.array(),
            message.start() + layout.schemaStart(),
            layout.schemaEnd() - layout.schemaStart());
    for (JsonNode field : schema.path("fields")) {
      if (field.path("field").asText().equals("after")) {
        return RowPlan.ofFields(field.path("fields"), rule);
      }
    }
    return RowPlan.NONE; // a heartbeat's schema, or another's that has no row
  }

  private List<ChangelogEvent> upsert(
      Operation operation, ConsumerRecord<byte[], ByteBuffer> message) throws IOException {
    if (!envelope.hasAfter()) {
      throw new MalformedMessageException("op is " + operation.code() + " and after is null");
    }
    literals.restore(operation, message);
    byte[] row = envelope.row().toByteArray();
    RowIdentity.Key key = identity.of(message, operation, row);
    ChangelogEvent upsert = events.upsert(message, operation, key, row);
    return key.former() == null
        ? List.of(upsert)
        : List.of(events.delete(message, key.former()), upsert);
  }

  private ChangelogEvent deletion(ConsumerRecord<byte[], ByteBuffer> message) throws IOException {
    if (envelope.hasAfter()) {
      throw new MalformedMessageException("op is d and after is not null");
    }
    return events.delete(message, identity.ofDeleted(message));
  }

  /** A damaged message of a row must not empty the table, so nothing of a row is let pass. */
  private ChangelogEvent truncation(ConsumerRecord<byte[], ByteBuffer> message) throws IOException {
    if (message.key() != null) {
      throw new MalformedMessageException("op is t and has a key");
    }
    if (envelope.hasBefore() || envelope.hasAfter()) {
      throw new MalformedMessageException(
          "op is t and " + (envelope.hasBefore() ? "before" : "after") + " is not null");
    }
    return events.truncate(message);
  }
}

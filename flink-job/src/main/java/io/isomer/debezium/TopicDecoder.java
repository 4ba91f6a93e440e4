package io.isomer.debezium;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.TableId;
import io.isomer.debezium.envelope.EnvelopeReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.MessageBytes;
import io.isomer.debezium.schema.Names;
import io.isomer.tables.TableRules;
import io.isomer.tables.TableSelection;
import io.isomer.tables.TopicTables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes one topic's messages, each as its table's. A topic has the messages of several tables
 * where their names differ only in characters that Kafka does not take: the message's {@code
 * source} tells them apart.
 *
 * <p>That stands behind the row. So a message that begins as the one before is read as of the same
 * table, and read again in case it is not.
 */
final class TopicDecoder {

  private final String topic;
  private final int epoch;
  private final TableSelection selection;
  private final TopicTables topicTables;
  private final TableRules rules;
  private final Counter skipped;
  private final EnvelopeReader envelope;
  private final Map<TableId, TableDecoder> tables = new HashMap<>();
  private TableDecoder last;

  /**
   * @param skipped counts changes of tables that are not selected
   * @param envelope shared by all topics
   */
  TopicDecoder(
      String topic,
      int epoch,
      TableSelection selection,
      TopicTables topicTables,
      TableRules rules,
      Counter skipped,
      EnvelopeReader envelope) {
    this.topic = topic;
    this.epoch = epoch;
    this.selection = selection;
    this.topicTables = topicTables;
    this.rules = rules;
    this.skipped = skipped;
    this.envelope = envelope;
  }

  /** The message's changes; none for a message that tells of none. */
  List<ChangelogEvent> decode(ConsumerRecord<byte[], ByteBuffer> message) throws IOException {
    if (message.value() == null) {
      return List.of(); // a tombstone, for Kafka's log compaction
    }
    MessageBytes value = MessageBytes.of(message.value());
    TableDecoder decoder =
        last != null && last.isLike(value) ? readLikely(value) : readAsNamed(value);
    if (decoder == null) {
      skipped.inc();
      return List.of();
    }
    last = decoder;
    return decoder.events(message);
  }

  private TableDecoder readLikely(MessageBytes value) throws IOException {
    try {
      return last.read(value) ? last : readAs(envelope.source().table(), value);
    } catch (IOException e) { // which another table's rules may prevent
      Optional<TableId> named = MessageTable.of(value);
      if (named.isEmpty() || last.isOf(named.get())) {
        throw e;
      }
      return readAs(named.get(), value);
    }
  }

  private TableDecoder readAsNamed(MessageBytes value) throws IOException {
    return readAs(MessageTable.of(value).orElse(null), value);
  }

  /**
   * Reads a message as one of the table that it names; null when that is not selected.
   *
   * @throws MalformedMessageException when it names two tables
   */
  private TableDecoder readAs(TableId table, MessageBytes value) throws IOException {
    TableDecoder decoder = decoder(table);
    if (decoder != null && !decoder.read(value)) {
      throw new MalformedMessageException(
          "the message names the tables " + table + " and " + envelope.source().table());
    }
    return decoder;
  }

  /**
   * @param table null for messages that name none
   * @return null for a table that is not selected
   * @throws MalformedMessageException for a table that is not the topic's
   */
  private TableDecoder decoder(TableId table) throws MalformedMessageException {
    TableDecoder known = tables.get(table);
    if (known != null || table != null && !selection.includes(table)) {
      return known;
    }
    if (table != null && !topicTables.carries(topic, table)) {
      throw new MalformedMessageException(
          "the message is of the table "
              + table
              + ", and its topic is not: Debezium calls that prefix.schema.table. Where a"
              + " transformation routes the table's changes there, say so with"
              + " kafka.topic-tables."
              + topic);
    }
    if (table != null) {
      Names.check(table.schema());
      Names.check(table.name());
    }
    TableDecoder decoder = new TableDecoder(topic, table, rules, epoch, envelope);
    tables.put(table, decoder);
    return decoder;
  }
}

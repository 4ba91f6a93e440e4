package io.isomer.debezium;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.TableId;
import io.isomer.debezium.envelope.EnvelopeReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.MessageBytes;
import io.isomer.debezium.schema.IdentifierCheck;
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
  private final DecoderOptions options;
  private final Counter skipped;
  private final EnvelopeReader reader;
  private final Map<TableId, TableDecoder> tables = new HashMap<>();
  private TableDecoder last;

  /**
   * @param skipped counts changes of tables that are not selected
   * @param reader shared by all topics
   */
  TopicDecoder(String topic, DecoderOptions options, Counter skipped, EnvelopeReader reader) {
    this.topic = topic;
    this.options = options;
    this.skipped = skipped;
    this.reader = reader;
  }

  /** The message's changes; none for a message that tells of none. */
  List<ChangelogEvent> decode(ConsumerRecord<byte[], ByteBuffer> message) throws IOException {
    if (message.value() == null) {
      return List.of(); // a tombstone, for Kafka's log compaction
    }
    MessageBytes value = MessageBytes.of(message.value());
    return last != null && last.isLike(value)
        ? decodeLikely(message, value)
        : decodeAs(TableIdProbe.of(value).orElse(null), message, value);
  }

  private List<ChangelogEvent> decodeLikely(
      ConsumerRecord<byte[], ByteBuffer> message, MessageBytes value) throws IOException {
    TableDecoder.Decoded decoded;
    try {
      decoded = last.decode(message, value);
    } catch (IOException e) { // which another table's rules may prevent
      Optional<TableId> named = TableIdProbe.of(value);
      if (named.isEmpty() || last.isOf(named.get())) {
        throw e;
      }
      return decodeAs(named.get(), message, value);
    }
    return decoded.otherTable() == null
        ? decoded.events()
        : decodeAs(decoded.otherTable(), message, value);
  }

  /**
   * Decodes a message as one of the table that it names.
   *
   * @throws MalformedMessageException when it names two tables
   */
  private List<ChangelogEvent> decodeAs(
      TableId table, ConsumerRecord<byte[], ByteBuffer> message, MessageBytes value)
      throws IOException {
    TableDecoder decoder = decoder(table);
    if (decoder == null) {
      skipped.inc();
      return List.of();
    }
    TableDecoder.Decoded decoded = decoder.decode(message, value);
    if (decoded.otherTable() != null) {
      throw new MalformedMessageException(
          "the message names the tables " + table + " and " + decoded.otherTable());
    }
    last = decoder;
    return decoded.events();
  }

  /**
   * @param table null for messages that name none
   * @return null for a table that is not selected
   * @throws MalformedMessageException for a table that is not the topic's
   */
  private TableDecoder decoder(TableId table) throws MalformedMessageException {
    TableDecoder known = tables.get(table);
    if (known != null || table != null && !options.selection().includes(table)) {
      return known;
    }
    if (table != null && !options.topicTables().carries(topic, table)) {
      throw new MalformedMessageException(
          "the message is of the table "
              + table
              + ", and its topic is not: Debezium calls that prefix.schema.table. Where a"
              + " transformation routes the table's changes there, say so with"
              + " kafka.topic-tables."
              + topic);
    }
    if (table != null) {
      IdentifierCheck.check(table.schema());
      IdentifierCheck.check(table.name());
    }
    TableDecoder decoder = new TableDecoder(topic, table, options, reader);
    tables.put(table, decoder);
    return decoder;
  }
}

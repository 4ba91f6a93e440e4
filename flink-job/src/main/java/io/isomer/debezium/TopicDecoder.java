package io.isomer.debezium;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.TableId;
import io.isomer.debezium.TableDecoder.Decoded;
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
 * Decodes the messages of one topic, each by the decoder of its table. A topic contains messages of
 * several tables when their names differ only in characters that Kafka topic names cannot contain.
 * The message's {@code source} identifies the table.
 *
 * <p>{@code source} follows the row. So a message that starts like the previous one is decoded as a
 * message of the same table, and decoded again if it belongs to another one.
 */
final class TopicDecoder {

  private final String topic;
  private final DecoderOptions options;
  private final Counter skipped;
  private final EnvelopeReader reader;
  private final Map<TableId, TableDecoder> tables = new HashMap<>();
  private TableDecoder last;

  /**
   * @param skipped counts the changes of tables that are not selected
   * @param reader shared by all topics
   */
  TopicDecoder(String topic, DecoderOptions options, Counter skipped, EnvelopeReader reader) {
    this.topic = topic;
    this.options = options;
    this.skipped = skipped;
    this.reader = reader;
  }

  /** The changes of a message; empty for a message without changes. */
  List<ChangelogEvent> decode(ConsumerRecord<byte[], ByteBuffer> message) throws IOException {
    if (message.value() == null) {
      return List.of(); // a tombstone for log compaction
    }
    MessageBytes value = MessageBytes.of(message.value());
    Optional<Decoded> similar = last == null ? Optional.empty() : decodeSimilar(message, value);
    if (similar.isEmpty()) {
      return decodeAs(TableIdProbe.of(value).orElse(null), message, value);
    }
    Decoded decoded = similar.get();
    return decoded.otherTable() == null
        ? decoded.events()
        : decodeAs(decoded.otherTable(), message, value);
  }

  private Optional<Decoded> decodeSimilar(
      ConsumerRecord<byte[], ByteBuffer> message, MessageBytes value) throws IOException {
    try {
      return last.decodeSimilar(message, value);
    } catch (IOException e) { // may be due to this table's rules
      Optional<TableId> named = TableIdProbe.of(value);
      if (named.isEmpty() || last.isOf(named.get())) {
        throw e;
      }
      return Optional.of(Decoded.ofOther(named.get()));
    }
  }

  /**
   * Decodes a message as a message of the given table.
   *
   * @param table null for a message without a table
   * @throws MalformedMessageException when the message names two tables
   */
  private List<ChangelogEvent> decodeAs(
      TableId table, ConsumerRecord<byte[], ByteBuffer> message, MessageBytes value)
      throws IOException {
    TableDecoder decoder = decoder(table);
    if (decoder == null) {
      skipped.inc();
      return List.of();
    }
    Decoded decoded = decoder.decode(message, value);
    if (decoded.otherTable() != null) {
      throw new MalformedMessageException(
          "the message names the tables " + table + " and " + decoded.otherTable());
    }
    last = decoder;
    return decoded.events();
  }

  /**
   * @param table null for messages without a table
   * @return null for a table that is not selected
   * @throws MalformedMessageException for a table that the topic must not carry
   */
  private TableDecoder decoder(TableId table) throws MalformedMessageException {
    TableDecoder known = tables.get(table);
    if (known != null || table != null && !options.selection().includes(table)) {
      return known;
    }
    if (table != null && !options.topicTables().carries(topic, table)) {
      throw new MalformedMessageException(
          "the topic must not carry changes of the table "
              + table
              + ": Debezium names topics prefix.schema.table. If a transformation routes this table"
              + " here, set kafka.topic-tables."
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

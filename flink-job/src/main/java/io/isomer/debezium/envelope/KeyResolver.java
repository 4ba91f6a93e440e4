package io.isomer.debezium.envelope;

import io.isomer.changelog.Operation;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.tables.SourceRule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds out which row a message is about: by its key, or by columns that the options name. */
public final class KeyResolver {

  private final KeyReader messageKey = new KeyReader();
  private final ConfiguredKey configured; // or null

  public KeyResolver(SourceRule rule) {
    this.configured = rule.hasKey() ? new ConfiguredKey(rule.key()) : null;
  }

  /**
   * The key of a row that is there after the change.
   *
   * @param row the row's values
   */
  public RowKey of(
      ConsumerRecord<byte[], ByteBuffer> message,
      Envelope envelope,
      Operation operation,
      byte[] row)
      throws IOException {
    if (hasKey(message, envelope)) {
      RowKey key = ofMessage(message, envelope);
      messageKey.requireIn(row, key, envelope.shape());
      return key;
    }
    RowKey key = configured.of(row, envelope.shape());
    if (operation != Operation.UPDATE) {
      return key;
    }
    RowKey previous = ofBefore(envelope, "UPDATE");
    return Arrays.equals(key.values(), previous.values()) ? key : key.after(previous);
  }

  /** The key of a row that the change has deleted. */
  public RowKey ofDeleted(ConsumerRecord<byte[], ByteBuffer> message, Envelope envelope)
      throws IOException {
    return hasKey(message, envelope) ? ofMessage(message, envelope) : ofBefore(envelope, "DELETE");
  }

  private boolean hasKey(ConsumerRecord<byte[], ByteBuffer> message, Envelope envelope)
      throws MalformedMessageException {
    if (message.key() == null && configured == null) {
      throw new MalformedMessageException(
          "the message has no key, so the rows of "
              + envelope.source().table()
              + " cannot be told apart: give the table a primary key; or set REPLICA IDENTITY"
              + " FULL on it and name the columns that identify a row, as key in table-rules or"
              + " in the connector's message.key.columns");
    }
    return message.key() != null;
  }

  private RowKey ofMessage(ConsumerRecord<byte[], ByteBuffer> message, Envelope envelope)
      throws IOException {
    RowKey key = messageKey.read(message.key(), envelope.shape());
    if (configured != null && !configured.hasSameColumns(key.columns(), envelope.shape())) {
      // a deleted row need not have come whole then: Debezium makes values up for NOT NULL columns
      throw new MalformedMessageException(
          "the messages of "
              + envelope.source().table()
              + " have another key than table-rules name: "
              + configured.names()
              + "; leave key out there, or name these columns in the connector's"
              + " message.key.columns and set REPLICA IDENTITY FULL on the table");
    }
    return key;
  }

  private RowKey ofBefore(Envelope envelope, String change) throws MalformedMessageException {
    if (!envelope.hasBefore() || !envelope.before().hasValues()) {
      throw new MalformedMessageException(
          change
              + " without the old row, which the key in table-rules is taken from: ALTER TABLE "
              + envelope.source().table()
              + " REPLICA IDENTITY FULL, and run an incremental snapshot of it");
    }
    return configured.of(envelope.before().values(), envelope.shape());
  }
}

package io.isomer.debezium.envelope;

import io.isomer.changelog.Operation;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.tables.SourceRule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Resolves the key of a changed row: the message's key, or the columns configured in {@code
 * table-rules}.
 */
public final class KeyResolver {

  private final KeyReader messageKey = new KeyReader();
  private final ConfiguredKey configured; // or null

  public KeyResolver(SourceRule rule) {
    this.configured = rule.hasKey() ? new ConfiguredKey(rule.key()) : null;
  }

  /**
   * The key of a row that exists after the change.
   *
   * @param row values of the row
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

  /** The key of a row that the change deleted. */
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
              + " cannot be distinguished. Add a primary key to the table. Or set REPLICA IDENTITY"
              + " FULL on it and name the identifying columns as key in table-rules or in the"
              + " connector's message.key.columns");
    }
    return message.key() != null;
  }

  private RowKey ofMessage(ConsumerRecord<byte[], ByteBuffer> message, Envelope envelope)
      throws IOException {
    RowKey key = messageKey.read(message.key(), envelope.shape());
    if (configured != null && !configured.hasSameColumns(key.columns(), envelope.shape())) {
      // a deleted row may be incomplete then: Debezium invents values for NOT NULL columns
      throw new MalformedMessageException(
          "the key of the messages of "
              + envelope.source().table()
              + " is not the key in table-rules: "
              + configured.names()
              + ". Remove the key from table-rules. Or name these columns in the connector's"
              + " message.key.columns and set REPLICA IDENTITY FULL on the table");
    }
    return key;
  }

  private RowKey ofBefore(Envelope envelope, String change) throws MalformedMessageException {
    if (!envelope.hasBefore() || !envelope.before().hasValues()) {
      throw new MalformedMessageException(
          change
              + " without the old row, which contains the key in table-rules. Run ALTER TABLE "
              + envelope.source().table()
              + " REPLICA IDENTITY FULL, then an incremental snapshot of the table");
    }
    return configured.of(envelope.before().values(), envelope.shape());
  }
}

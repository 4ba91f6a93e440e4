package io.isomer.debezium.envelope;

import io.isomer.changelog.Operation;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.tables.SourceRule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds out which row a message is about: by its key, or by columns that the options name. */
public final class RowIdentity {

  /**
   * A row's key.
   *
   * @param columns the positions in the row of the key's columns, in key order
   * @param values the key's values
   * @param former the key that the row had until this change, or null where it is the same or comes
   *     with a message of its own
   */
  public record Key(int[] columns, byte[] values, Key former) {}

  private final EnvelopeReader envelope;
  private final KeyReader messageKey = new KeyReader();
  private final ConfiguredKey configured;

  public RowIdentity(SourceRule rule, EnvelopeReader envelope) {
    this.envelope = envelope;
    this.configured = rule.hasKey() ? new ConfiguredKey(rule.key()) : null;
  }

  /** The key of a row that is there after the change. */
  public Key of(ConsumerRecord<byte[], ByteBuffer> message, Operation operation, byte[] row)
      throws IOException {
    if (isIdentifiedByMessage(message)) {
      Key key = ofMessage();
      messageKey.requireIn(row, key.values(), envelope.plan());
      return key;
    }
    Key key = configured(row, null);
    if (operation != Operation.UPDATE) {
      return key;
    }
    Key former = ofBefore("UPDATE");
    return Arrays.equals(key.values(), former.values()) ? key : configured(row, former);
  }

  /** The key of a row that the change has deleted. */
  public Key ofDeleted(ConsumerRecord<byte[], ByteBuffer> message) throws IOException {
    return isIdentifiedByMessage(message) ? ofMessage() : ofBefore("DELETE");
  }

  private boolean isIdentifiedByMessage(ConsumerRecord<byte[], ByteBuffer> message)
      throws IOException {
    if (message.key() == null) {
      if (configured == null) {
        throw new MalformedMessageException(
            "the message has no key, so the rows of "
                + envelope.source().table()
                + " cannot be told apart: give the table a primary key; or set REPLICA IDENTITY"
                + " FULL on it and name the columns that identify a row, as key in table-rules or"
                + " in the connector's message.key.columns");
      }
      return false;
    }
    messageKey.read(message.key(), envelope.plan());
    if (configured != null && !configured.hasSameColumns(messageKey.columns(), envelope.plan())) {
      // a deleted row need not have come whole then: Debezium makes values up for NOT NULL columns
      throw new MalformedMessageException(
          "the messages of "
              + envelope.source().table()
              + " have another key than table-rules name: "
              + configured.names()
              + "; leave key out there, or name these columns in the connector's"
              + " message.key.columns and set REPLICA IDENTITY FULL on the table");
    }
    return true;
  }

  private Key ofMessage() {
    return new Key(messageKey.columns(), messageKey.values().toByteArray(), null);
  }

  private Key ofBefore(String change) throws MalformedMessageException {
    if (!envelope.hasRowBefore()) {
      throw new MalformedMessageException(
          change
              + " without the old row, which the key in table-rules is taken from: ALTER TABLE "
              + envelope.source().table()
              + " REPLICA IDENTITY FULL, and run an incremental snapshot of it");
    }
    return configured(envelope.rowBefore().toByteArray(), null);
  }

  private Key configured(byte[] row, Key former) throws MalformedMessageException {
    return new Key(
        configured.columns(envelope.plan()), configured.of(row, envelope.plan()), former);
  }
}

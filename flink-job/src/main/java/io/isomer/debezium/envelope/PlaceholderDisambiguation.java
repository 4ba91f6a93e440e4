package io.isomer.debezium.envelope;

import io.isomer.changelog.Column;
import io.isomer.changelog.JsonToken;
import io.isomer.changelog.Operation;
import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MessageBytes;
import io.isomer.debezium.schema.RowDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells values that a user wrote from Debezium's placeholders, where they look the same. */
public final class PlaceholderDisambiguation {

  /** Set on a row's creation under a new key, when the row's key was changed. */
  private static final String OLD_KEY_HEADER = "__debezium.oldkey";

  private final JsonReader parser = new JsonReader();
  private final RowWriter row = new RowWriter();
  private final RowReader reader = new RowReader();

  /**
   * The values of the row after the change. It is read once more when values in it were taken for
   * placeholders and cannot be any.
   */
  public byte[] restore(
      ConsumerRecord<byte[], ByteBuffer> message, Envelope envelope, Operation operation)
      throws IOException {
    if (!envelope.after().hasPlaceholders()) {
      return envelope.after().values();
    }
    MessageBytes value = MessageBytes.of(message.value());
    BitSet literal = new BitSet();
    if (isWholeRow(operation, message)) {
      literal.set(0, envelope.shape().columns().size());
    } else if (envelope.hasBefore()) {
      literal = textsBefore(value, envelope);
    }
    return literal.isEmpty()
        ? envelope.after().values()
        : reread(value, envelope.after().start(), literal, envelope.shape());
  }

  /** Whether the message holds all of the row's values. */
  private static boolean isWholeRow(
      Operation operation, ConsumerRecord<byte[], ByteBuffer> message) {
    return operation == Operation.READ
        || operation == Operation.CREATE && message.headers().lastHeader(OLD_KEY_HEADER) == null;
  }

  /**
   * The columns whose texts from before the change the message holds. With REPLICA IDENTITY FULL
   * that is all of them, and then a text that the update left alone has come too, in place of its
   * placeholder. With any other identity, Debezium makes values up for NOT NULL columns: the
   * column's DEFAULT or an empty text, so those prove nothing.
   */
  private BitSet textsBefore(MessageBytes value, Envelope envelope) throws IOException {
    List<Column> columns = envelope.shape().columns();
    BitSet all = new BitSet();
    all.set(0, columns.size());
    byte[] before = reread(value, envelope.before().start(), all, envelope.shape());
    reader.reset(before);
    BitSet texts = new BitSet();
    for (int i = 0; i < columns.size(); i++) {
      int from = reader.position();
      boolean text = isText(columns.get(i));
      reader.skipValue(columns.get(i).type());
      byte[] fallback = columns.get(i).defaultValue();
      boolean madeUp =
          fallback != null
              && Arrays.equals(before, from, reader.position(), fallback, 0, fallback.length);
      texts.set(i, text && !madeUp);
    }
    return texts;
  }

  /** Whether the value that follows is a text with at least one character; reads nothing. */
  private boolean isText(Column column) {
    RowReader value = new RowReader();
    value.reset(reader.array());
    value.skip(reader.position());
    return value.readMark() == RowWriter.VALUE
        && switch (column.type().kind()) {
          case STRING -> true;
          case UNTYPED -> value.readToken() == JsonToken.STRING;
          default -> false;
        }
        && value.readSize() > 0;
  }

  private byte[] reread(MessageBytes value, int start, BitSet literal, RowDecoder shape)
      throws IOException {
    parser.reset(value, start);
    parser.nextToken();
    row.reset();
    shape.decodeLiterally(parser, literal, row);
    parser.reset(MessageBytes.NONE, 0); // the message's array may hold many others
    return row.toByteArray();
  }
}

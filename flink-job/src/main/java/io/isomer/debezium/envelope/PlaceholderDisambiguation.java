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

/**
 * Distinguishes user values from Debezium's placeholder for unchanged values when both have the
 * same text.
 */
public final class PlaceholderDisambiguation {

  /** Header of a row that an update created under a new key. */
  private static final String OLD_KEY_HEADER = "__debezium.oldkey";

  private final JsonReader parser = new JsonReader();
  private final RowWriter row = new RowWriter();
  private final RowReader reader = new RowReader();

  /**
   * The values of the row after the change. Decodes the row again when some values look like
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

  /** Whether the message contains all values of the row. */
  private static boolean isWholeRow(
      Operation operation, ConsumerRecord<byte[], ByteBuffer> message) {
    return operation == Operation.READ
        || operation == Operation.CREATE && message.headers().lastHeader(OLD_KEY_HEADER) == null;
  }

  /**
   * The columns whose texts from before the change are in the message. With REPLICA IDENTITY FULL
   * these are all texts, so an unchanged text was sent, too, instead of a placeholder. With any
   * other identity Debezium invents values for NOT NULL columns: the column's DEFAULT or an empty
   * text. These prove nothing.
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

  /** Whether the next value is a text with at least one character. Does not consume it. */
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
    parser.reset(MessageBytes.NONE, 0); // the array may contain many other messages
    return row.toByteArray();
  }
}

package io.isomer.debezium.envelope;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.MessageBytes;
import io.isomer.debezium.schema.RowDecoder;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the key of a message: the columns of the primary key, with the types that they have in the
 * row.
 */
public final class KeyReader {

  private final JsonReader parser = new JsonReader();
  private final RowWriter values = new RowWriter();
  private SchemaPrefix prefix = SchemaPrefix.SCHEMALESS;
  private final RowReader row = new RowReader();
  private int[] columns = new int[4];
  private int[] starts = new int[4];
  private int count;

  /**
   * Reads a key.
   *
   * @param shape decoder of the row
   */
  public RowKey read(byte[] bytes, RowDecoder shape) throws IOException {
    MessageBytes key = MessageBytes.of(bytes);
    if (!prefix.matches(key)) {
      prefix = SchemaPrefix.of(key, parser);
    }
    values.reset();
    count = 0;
    parser.reset(key, key.start() + prefix.size());
    parser.nextToken();
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      readColumn(name, shape);
    }
    JsonChecks.expect(parser, JsonToken.END_OBJECT);
    prefix.checkEnd(key, parser);
    if (count == 0) {
      throw new MalformedMessageException("the key has no column");
    }
    return new RowKey(Arrays.copyOf(columns, count), values.toByteArray());
  }

  private void readColumn(String name, RowDecoder shape) throws IOException {
    int position = shape.keyPosition(name);
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      throw new MalformedMessageException(
          "the key's column "
              + name
              + " is null. If the connector's message.key.columns contains it, set REPLICA IDENTITY"
              + " FULL on the table, so that DELETE contains it");
    }
    for (int i = 0; i < count; i++) {
      if (columns[i] == position) {
        throw new MalformedMessageException("the key's column " + name + " appears twice");
      }
    }
    if (count == columns.length) {
      columns = Arrays.copyOf(columns, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
    }
    starts[count] = values.length();
    columns[count++] = position;
    shape.decodeLiteral(position, parser, values);
  }

  /**
   * Checks that a row contains the values of its key.
   *
   * @param key the key that {@link #read} returned last
   */
  void requireIn(byte[] rowValues, RowKey key, RowDecoder shape) throws MalformedMessageException {
    row.reset(rowValues);
    int left = count;
    for (int column = 0; left > 0; column++) {
      int start = row.position();
      row.skipValue(shape.columns().get(column).type());
      for (int i = 0; i < count; i++) {
        if (columns[i] == column) {
          left--;
          int end = i + 1 < count ? starts[i + 1] : key.values().length;
          if (rowValues[start] != RowWriter.UNAVAILABLE
              && !Arrays.equals(rowValues, start, row.position(), key.values(), starts[i], end)) {
            throw new MalformedMessageException(
                "the key and the row differ in the column " + shape.columns().get(column).name());
          }
        }
      }
    }
  }
}

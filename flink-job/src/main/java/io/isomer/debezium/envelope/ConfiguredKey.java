package io.isomer.debezium.envelope;

import io.isomer.changelog.Column;
import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.schema.RowDecoder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** Extracts a row's key from the row, for tables whose key is configured in {@code table-rules}. */
final class ConfiguredKey {

  private final List<String> names;
  private final RowReader reader = new RowReader();
  private RowDecoder shape = RowDecoder.NONE;
  private int[] columns = {};

  /**
   * @param names the source's names of the key columns
   */
  ConfiguredKey(List<String> names) {
    this.names = names;
  }

  List<String> names() {
    return names;
  }

  /**
   * The positions of the key columns in the row, in key order.
   *
   * @throws MalformedMessageException when a column is missing in the row
   */
  private int[] columns(RowDecoder shape) throws MalformedMessageException {
    if (shape != this.shape) {
      int[] found = new int[names.size()];
      for (int i = 0; i < found.length; i++) {
        found[i] = shape.keyPosition(names.get(i));
      }
      columns = found;
      this.shape = shape;
    }
    return columns.clone();
  }

  /** Whether a message's key has the same columns, in any order. */
  boolean hasSameColumns(int[] others, RowDecoder shape) throws MalformedMessageException {
    int[] mine = columns(shape);
    int[] theirs = others.clone();
    Arrays.sort(mine);
    Arrays.sort(theirs);
    return Arrays.equals(mine, theirs);
  }

  /**
   * The key of a row.
   *
   * @param row values of the given shape
   * @throws MalformedMessageException when a key value is NULL or was not sent
   */
  RowKey of(byte[] row, RowDecoder shape) throws MalformedMessageException {
    int[] keyColumns = columns(shape);
    List<Column> columns = shape.columns();
    int[] starts = new int[columns.size() + 1];
    reader.reset(row);
    for (int i = 0; i < columns.size(); i++) {
      starts[i] = reader.position();
      reader.skipValue(columns.get(i).type());
    }
    starts[columns.size()] = reader.position();
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    for (int column : keyColumns) {
      if (row[starts[column]] != RowWriter.VALUE) {
        throw new MalformedMessageException(
            "the key's column "
                + shape.sourceName(column)
                + " is null. A key in table-rules needs NOT NULL columns, and REPLICA IDENTITY FULL on"
                + " the table, so that DELETE and UPDATE contain the old row");
      }
      key.write(row, starts[column], starts[column + 1] - starts[column]);
    }
    return new RowKey(keyColumns, key.toByteArray());
  }
}

package io.isomer.clickhouse.encode;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.convert.UnfitValueException;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.clickhouse.table.TargetTable;
import java.util.Arrays;

/** Writes key columns out of an event's key, whose order need not be the row's. */
public final class KeyEncoder {

  private final TargetTable table;
  private final ColumnType[] types;
  private final int[] offsets;
  private final RowReader reader = new RowReader();
  private ChangelogEvent event;

  KeyEncoder(TargetTable table, ChangelogSchema schema) {
    this.table = table;
    this.types =
        Arrays.stream(schema.keyColumns())
            .mapToObj(position -> schema.columns().get(position).type())
            .toArray(ColumnType[]::new);
    this.offsets = new int[types.length];
  }

  /** From now on it writes this event's key. */
  void of(ChangelogEvent event) {
    this.event = event;
    reader.reset(event.key());
    for (int i = 0; i < types.length; i++) {
      offsets[i] = reader.position();
      reader.skipValue(types[i]);
    }
  }

  /**
   * @throws InvalidValueException for a value that the column cannot hold
   */
  void encode(ColumnEncoder column, RowBinaryBuffer out) throws InvalidValueException {
    reader.reset(event.key());
    reader.skip(offsets[column.keyPosition()]);
    try {
      if (reader.readMark() == RowWriter.VALUE) {
        column.converter().convert(reader, out);
      } else {
        column.converter().convertNull(out);
      }
    } catch (UnfitValueException e) {
      throw new InvalidValueException(table.toString(), column.name(), e, event.place());
    }
  }
}

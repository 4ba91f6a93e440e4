package io.isomer.clickhouse;

import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;

/** Writes {@code Array(T)}: the number of elements, then each. */
record ArrayConverter(ColumnConverter element) implements ColumnConverter {

  @Override
  public void convert(RowReader in, RowBinaryBuffer out) {
    int size = in.readSize();
    out.writeVarInt(size);
    for (int i = 0; i < size; i++) {
      if (in.readMark() == RowWriter.VALUE) {
        element.convert(in, out);
      } else {
        element.convertNull(out);
      }
    }
  }

  @Override
  public void convertNull(RowBinaryBuffer out) {
    throw new UnfitValueException(
        "NULL",
        "ClickHouse has no Nullable(Array(…)), and [] would be another value; declare the column"
            + " NOT NULL in PostgreSQL or leave it out of the table's publication");
  }
}

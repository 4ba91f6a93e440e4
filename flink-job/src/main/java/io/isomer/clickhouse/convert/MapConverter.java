package io.isomer.clickhouse.convert;

import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;

/** Writes {@code Map(K, V)}: the number of pairs, then each. */
public record MapConverter(ColumnConverter key, ColumnConverter value) implements ColumnConverter {

  @Override
  public void convert(RowReader in, RowBinaryBuffer out) {
    int elements = in.readSize();
    out.writeVarInt(elements / 2);
    for (int i = 0; i < elements; i++) {
      ColumnConverter converter = i % 2 == 0 ? key : value;
      if (in.readMark() == RowWriter.VALUE) {
        converter.convert(in, out);
      } else {
        converter.convertNull(out);
      }
    }
  }

  @Override
  public void convertNull(RowBinaryBuffer out) {
    throw ArrayConverter.nullWithout("Map");
  }
}

package io.isomer.clickhouse.convert;

import io.isomer.changelog.RowReader;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;

/** Writes {@code Nullable(T)}: a byte that is 1 for NULL, then the value. */
public record NullableConverter(ColumnConverter value) implements ColumnConverter {

  @Override
  public void convert(RowReader in, RowBinaryBuffer out) {
    out.writeByte(0);
    value.convert(in, out);
  }

  @Override
  public void convertNull(RowBinaryBuffer out) {
    out.writeByte(1);
  }
}

package io.isomer.clickhouse;

import io.isomer.changelog.RowReader;

/** Writes {@code Nullable(T)}: a byte that tells NULL from a value, then the value. */
record NullableConverter(ColumnConverter value) implements ColumnConverter {

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

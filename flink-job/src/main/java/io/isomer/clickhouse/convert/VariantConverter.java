package io.isomer.clickhouse.convert;

import io.isomer.changelog.RowReader;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;

/** Writes {@code Variant(T)}: which of its types the value has, here always the first, or none. */
public record VariantConverter(ColumnConverter value) implements ColumnConverter {

  private static final int NULL = 0xFF;

  @Override
  public void convert(RowReader in, RowBinaryBuffer out) {
    out.writeByte(0);
    value.convert(in, out);
  }

  @Override
  public void convertNull(RowBinaryBuffer out) {
    out.writeByte(NULL);
  }
}

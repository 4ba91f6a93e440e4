package io.isomer.clickhouse.convert;

import io.isomer.changelog.RowReader;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;

/** Writes {@code Tuple(Float64, Float64)}. */
public final class PointConverter implements ColumnConverter {

  @Override
  public void convert(RowReader in, RowBinaryBuffer out) {
    for (int left = in.readSize(); left > 0; left--) {
      in.readMark();
      FloatWriters.float64(in.readDouble(), out);
    }
  }

  @Override
  public void convertNull(RowBinaryBuffer out) {
    throw ArrayConverter.nullWithout("Tuple");
  }
}

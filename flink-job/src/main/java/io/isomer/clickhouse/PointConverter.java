package io.isomer.clickhouse;

import io.isomer.changelog.RowReader;

/** Writes {@code Tuple(Float64, Float64)}. */
final class PointConverter implements ColumnConverter {

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

package io.isomer.clickhouse.convert;

import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;

/** Writes whole numbers as one target type. */
@FunctionalInterface
public interface LongWriter {

  /**
   * @throws UnfitValueException when the type cannot hold the number
   */
  void write(long value, RowBinaryBuffer out);
}

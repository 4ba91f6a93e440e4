package io.isomer.clickhouse;

/** Writes whole numbers as one target type. */
@FunctionalInterface
interface LongWriter {

  /**
   * @throws UnfitValueException when the type cannot hold the number
   */
  void write(long value, RowBinaryBuffer out);
}

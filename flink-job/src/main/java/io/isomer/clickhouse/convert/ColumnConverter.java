package io.isomer.clickhouse.convert;

import io.isomer.changelog.RowReader;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;

/**
 * Turns the values of one source type into RowBinary of one target type. It is chosen once per
 * schema, so that the loop over rows never asks for a type.
 */
@FunctionalInterface
public interface ColumnConverter {

  /**
   * Converts a value whose mark has been read.
   *
   * @throws UnfitValueException when the column cannot hold it
   */
  void convert(RowReader in, RowBinaryBuffer out);

  /**
   * Converts NULL.
   *
   * @throws UnfitValueException when the column cannot hold it
   */
  default void convertNull(RowBinaryBuffer out) {
    throw new UnfitValueException(
        "NULL", "the column is not Nullable; ALTER TABLE … MODIFY COLUMN it to a Nullable type");
  }
}

package io.isomer.clickhouse;

import io.isomer.changelog.RowReader;

/**
 * Turns the values of one source type into RowBinary of one target type. It is chosen once per
 * schema, so that the loop over rows never asks for a type.
 */
@FunctionalInterface
interface ColumnConverter {

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

package io.isomer.clickhouse.rowbinary;

import java.util.List;

/**
 * The header before the rows in the format {@code RowBinaryWithNamesAndTypes}: the columns' names
 * and types. ClickHouse refuses rows whose types are no longer the table's, where it would read
 * plain {@code RowBinary} as other values.
 */
public final class RowHeader {

  private RowHeader() {}

  /**
   * @param names unquoted
   * @param types as ClickHouse spells them
   */
  public static void write(List<String> names, List<String> types, RowBinaryBuffer out) {
    out.writeVarInt(names.size());
    names.forEach(out::writeString);
    types.forEach(out::writeString);
  }
}

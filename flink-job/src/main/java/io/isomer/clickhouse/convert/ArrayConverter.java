package io.isomer.clickhouse.convert;

import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;

/** Writes {@code Array(T)}: the number of elements, then each. */
public record ArrayConverter(ColumnConverter element) implements ColumnConverter {

  @Override
  public void convert(RowReader in, RowBinaryBuffer out) {
    int size = in.readSize();
    out.writeVarInt(size);
    for (int i = 0; i < size; i++) {
      if (in.readMark() == RowWriter.VALUE) {
        element.convert(in, out);
      } else {
        element.convertNull(out);
      }
    }
  }

  @Override
  public void convertNull(RowBinaryBuffer out) {
    throw nullWithout("Array");
  }

  /** The refusal of NULL by a type that takes none. */
  static UnfitValueException nullWithout(String type) {
    return new UnfitValueException(
        "NULL",
        "ClickHouse has no Nullable(%1$s(…)), and an empty %1$s would be another value; MODIFY COLUMN"
                .formatted(type)
            + " to Variant(%s(…)), which holds NULL, or declare the column NOT NULL in PostgreSQL"
                .formatted(type));
  }
}

package io.isomer.clickhouse;

import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;

/** Writes {@code Array(T)} from an array of a message without schema part. */
final class UntypedArrayConverter implements ColumnConverter {

  private final ArrayConverter converter;
  private final RowWriter elements = new RowWriter();
  private final RowReader reader = new RowReader();

  UntypedArrayConverter(ColumnConverter element) {
    this.converter = new ArrayConverter(element);
  }

  @Override
  public void convert(RowReader in, RowBinaryBuffer out) {
    in.readToken();
    elements.reset();
    JsonArray.write(in.readText(), elements);
    reader.reset(elements.toByteArray());
    converter.convert(reader, out);
  }

  @Override
  public void convertNull(RowBinaryBuffer out) {
    converter.convertNull(out);
  }
}

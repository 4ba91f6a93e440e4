package io.isomer.clickhouse.convert;

import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.clickhouse.TestTable;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.targetformat.type.TargetColumn;
import java.util.HexFormat;

/** Converts single values, as a row's encoder does. */
final class Conversion {

  private Conversion() {}

  /** The RowBinary of a value in hexadecimal digits. */
  static String hex(ColumnType source, String target, Object value) {
    ColumnConverter converter =
        ColumnConverters.resolve(new Column("c", source, true), TargetColumn.of("c", target))
            .orElseThrow();
    RowWriter writer = new RowWriter();
    TestTable.write(value, source, writer);
    RowReader reader = new RowReader();
    reader.reset(writer.toByteArray());
    RowBinaryBuffer out = new RowBinaryBuffer();
    if (reader.readMark() == RowWriter.VALUE) {
      converter.convert(reader, out);
    } else {
      converter.convertNull(out);
    }
    return HexFormat.of().formatHex(out.toByteArray());
  }

  static boolean isSupported(ColumnType source, String target) {
    return ColumnConverters.resolve(new Column("c", source, true), TargetColumn.of("c", target))
        .isPresent();
  }
}

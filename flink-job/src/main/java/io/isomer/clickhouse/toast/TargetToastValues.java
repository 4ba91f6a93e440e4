package io.isomer.clickhouse.toast;

import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.encode.ColumnEncoder;
import io.isomer.clickhouse.encode.RowBinaryEncoder;
import io.isomer.clickhouse.encode.UnchangedValues;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.clickhouse.rowbinary.RowBinaryParser;
import io.isomer.clickhouse.rowbinary.RowHeader;
import io.isomer.clickhouse.table.StaleTable;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.SystemColumns;
import io.isomer.targetformat.type.TargetType;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Unchanged TOAST values of the last versions of some rows as ClickHouse has them: a few columns,
 * as RowBinary.
 */
public final class TargetToastValues implements UnchangedValues {

  /** A row: a column's value is the bytes from its offset to the next one's. */
  private record StoredRow(byte[] bytes, int[] offsets, RowVersion version, boolean deleted) {}

  private final RowBinaryEncoder encoder;
  private final List<String> columns;
  private final Map<ByteBuffer, StoredRow> rows = new HashMap<>();
  private final RowBinaryBuffer key = new RowBinaryBuffer();
  private StoredRow current;

  /**
   * @param result rows of: the key columns, {@code columns}, version and deletion mark, with their
   *     names and types in front
   * @throws SQLException with the code of outdated types, when they are not those of the encoder
   */
  TargetToastValues(RowBinaryEncoder encoder, List<String> columns, byte[] result)
      throws SQLException {
    this.encoder = encoder;
    this.columns = columns;
    List<TargetType> keyTypes = encoder.keyColumns().stream().map(ColumnEncoder::target).toList();
    List<TargetType> types = columns.stream().map(encoder::targetType).toList();
    RowBinaryParser in = new RowBinaryParser(result);
    in.skip(checkedHeader(result).length);
    while (in.hasMore()) {
      int start = in.position();
      keyTypes.forEach(in::skip);
      ByteBuffer rowKey = ByteBuffer.wrap(result, start, in.position() - start);
      int[] offsets = new int[columns.size() + 1];
      for (int i = 0; i < columns.size(); i++) {
        offsets[i] = in.position();
        in.skip(types.get(i));
      }
      offsets[columns.size()] = in.position();
      long low = in.readLong();
      RowVersion version = new RowVersion(in.readLong(), low);
      rows.put(rowKey, new StoredRow(result, offsets, version, in.readByte() != 0));
    }
  }

  private byte[] checkedHeader(byte[] result) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (ColumnEncoder keyColumn : encoder.keyColumns()) {
      names.add(keyColumn.name());
      types.add(keyColumn.target().text());
    }
    for (String column : columns) {
      names.add(column);
      types.add(encoder.targetType(column).text());
    }
    names.addAll(SystemColumns.NAMES);
    types.addAll(SystemColumns.TYPES);
    RowBinaryBuffer header = new RowBinaryBuffer();
    RowHeader.write(names, types, header);
    byte[] expected = header.toByteArray();
    if (result.length < expected.length
        || !Arrays.equals(expected, 0, expected.length, result, 0, expected.length)) {
      throw StaleTable.typesOf(encoder.table());
    }
    return expected;
  }

  /**
   * Whether ClickHouse has a newer version of the change's row already. From now on the values are
   * those of this row.
   */
  public boolean isNewerThan(BufferedChange change) throws InvalidValueException {
    key.truncate(0);
    encoder.encodeKey(change.eventWithoutRow(), key);
    current = rows.get(ByteBuffer.wrap(key.toByteArray()));
    return current != null && current.version().compareTo(change.version()) > 0;
  }

  /** The current row's version; null when ClickHouse does not have the row. */
  public RowVersion version() {
    return current == null ? null : current.version();
  }

  @Override
  public boolean write(String column, RowBinaryBuffer out) {
    if (current == null || current.deleted()) {
      throw BufferedToastValues.unknown();
    }
    int at = columns.indexOf(column);
    int start = current.offsets()[at];
    out.writeBytes(current.bytes(), start, current.offsets()[at + 1] - start);
    return true;
  }
}

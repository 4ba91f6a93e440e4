package io.isomer.clickhouse.encode;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.clickhouse.convert.ColumnConverter;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.convert.UnfitValueException;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.clickhouse.table.TargetTable;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.SystemColumns;
import io.isomer.targetformat.type.TargetType;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the rows of one schema as RowBinary of one target table: the source's columns in the
 * source's order, then version and deletion mark. A target column that the source lacks is not
 * named, so that its default applies.
 */
public final class RowBinaryEncoder {

  private final TargetTable table;
  private final ColumnEncoder[] columns;
  private final KeyEncoder key;
  private final RowReader row = new RowReader();
  private final RowReader olderRow = new RowReader(); // is read while row is

  /** {@link RowBinaryEncoders} makes these from a schema. */
  RowBinaryEncoder(TargetTable table, ChangelogSchema schema, List<ColumnEncoder> columns) {
    this.table = table;
    this.columns = columns.toArray(ColumnEncoder[]::new);
    this.key = new KeyEncoder(table, schema);
  }

  /** The columns that a row has, in the order of its values. */
  public List<String> columnNames() {
    return Stream.concat(written().map(ColumnEncoder::name), SystemColumns.NAMES.stream()).toList();
  }

  /** The types of {@link #columnNames()}, as ClickHouse spells them. */
  public List<String> columnTypes() {
    return Stream.concat(
            written().map(column -> column.target().text()), SystemColumns.TYPES.stream())
        .toList();
  }

  private Stream<ColumnEncoder> written() {
    return Arrays.stream(columns).filter(column -> !column.isOmitted());
  }

  public TargetTable table() {
    return table;
  }

  public List<ColumnEncoder> keyColumns() {
    return Arrays.stream(columns).filter(ColumnEncoder::isKey).toList();
  }

  public TargetType targetType(String column) {
    return encoder(column).target();
  }

  /**
   * Writes the row that makes a change visible.
   *
   * @param missing asked for values that PostgreSQL did not send
   * @return false, with nothing written, when {@code missing} lacks one
   * @throws InvalidValueException for a value that its column cannot hold
   */
  public boolean encode(ChangelogEvent event, UnchangedValues missing, RowBinaryBuffer out)
      throws SQLException {
    int start = out.length();
    if (!event.operation().hasRow()) {
      encodeDeletion(event, out);
    } else if (!encodeRow(event, missing, out)) {
      out.truncate(start);
      return false;
    }
    RowVersion version = event.version();
    out.writeInt128(version.high(), version.low());
    out.writeByte(event.operation().hasRow() ? 0 : 1);
    return true;
  }

  private boolean encodeRow(ChangelogEvent event, UnchangedValues missing, RowBinaryBuffer out)
      throws SQLException {
    boolean complete = true;
    int at = 0;
    row.reset(event.row());
    try {
      for (; at < columns.length; at++) {
        if (columns[at].isOmitted()) {
          row.skipValue(columns[at].column().type());
          continue;
        }
        ColumnConverter converter = columns[at].converter();
        byte mark = row.readMark();
        if (mark == RowWriter.VALUE) {
          converter.convert(row, out);
        } else if (mark == RowWriter.NULL) {
          converter.convertNull(out);
        } else {
          complete &= missing.write(columns[at].name(), out);
        }
      }
    } catch (UnfitValueException e) {
      throw invalid(columns[at], e, event);
    }
    return complete;
  }

  private void encodeDeletion(ChangelogEvent event, RowBinaryBuffer out)
      throws InvalidValueException {
    key.of(event);
    for (ColumnEncoder column : columns) {
      if (column.isKey()) {
        key.encode(column, out);
      } else if (!column.isOmitted()) {
        out.writeBytes(column.defaultBytes());
      }
    }
  }

  /** Writes the key columns alone, in the order of {@link #keyColumns()}. */
  public void encodeKey(ChangelogEvent event, RowBinaryBuffer out) throws InvalidValueException {
    key.of(event);
    for (ColumnEncoder column : columns) {
      if (column.isKey()) {
        key.encode(column, out);
      }
    }
  }

  /**
   * Writes one column of a row.
   *
   * @return false, with nothing written, when the row came without the value or the column
   */
  public boolean encodeColumn(String name, ChangelogEvent event, RowBinaryBuffer out) {
    olderRow.reset(event.row());
    for (ColumnEncoder column : columns) {
      if (!column.name().equals(name)) {
        olderRow.skipValue(column.column().type());
        continue;
      }
      if (column.isOmitted()) {
        return false;
      }
      byte mark = olderRow.readMark();
      if (mark == RowWriter.VALUE) {
        column.converter().convert(olderRow, out);
      } else if (mark == RowWriter.NULL) {
        column.converter().convertNull(out);
      }
      return mark != RowWriter.UNAVAILABLE;
    }
    return false;
  }

  private ColumnEncoder encoder(String name) {
    return Arrays.stream(columns).filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private InvalidValueException invalid(
      ColumnEncoder column, UnfitValueException e, ChangelogEvent event) {
    return new InvalidValueException(table.toString(), column.name(), e, event.place());
  }
}

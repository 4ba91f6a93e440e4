package io.isomer.clickhouse.toast;

import com.clickhouse.data.ClickHouseFormat;
import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.encode.ColumnEncoder;
import io.isomer.clickhouse.encode.RowBinaryEncoder;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.SystemColumns;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@link TargetToastValues} with one query. The keys go there as RowBinary, as the values
 * come from there: nothing is turned into text and back.
 */
public final class TargetToastQuery {

  private final ClickHouseClient client;

  public TargetToastQuery(ClickHouseClient client) {
    this.client = client;
  }

  /**
   * Reads the rows of {@code changes}.
   *
   * @param encoder of the changes
   * @param columns names of the columns to read
   */
  public TargetToastValues read(
      RowBinaryEncoder encoder, List<BufferedChange> changes, List<String> columns)
      throws SQLException {
    RowBinaryBuffer keys = new RowBinaryBuffer();
    for (BufferedChange change : changes) {
      encoder.encodeKey(change.eventWithoutRow(), keys);
    }
    String sql = sql(encoder, columns, HexFormat.of().formatHex(keys.toByteArray()));
    byte[] rows =
        client.query(
            sql, ClickHouseFormat.RowBinaryWithNamesAndTypes, "reading from " + encoder.table());
    return new TargetToastValues(encoder, columns, rows);
  }

  /**
   * Deleted rows are read too: one that is newer shows that the change is outdated. Of equal
   * versions the one inserted last is taken, as FINAL does: the last row of the part with the
   * highest block number, which is the second piece of a part's name.
   */
  static String sql(RowBinaryEncoder encoder, List<String> columns, String keysAsHex) {
    List<ColumnEncoder> key = encoder.keyColumns();
    String keyNames =
        key.stream()
            .map(column -> ClickHouseDialect.quote(column.name()))
            .collect(Collectors.joining(", "));
    String structure =
        key.stream()
            .map(column -> ClickHouseDialect.quote(column.name()) + " " + column.target())
            .collect(Collectors.joining(", "));
    String selected =
        Stream.concat(columns.stream(), SystemColumns.NAMES.stream())
            .map(ClickHouseDialect::quote)
            .collect(Collectors.joining(", "));
    return ("SELECT %1$s, %2$s FROM %3$s"
            + " WHERE (%1$s) IN (SELECT %1$s FROM format(RowBinary, %4$s, unhex('%5$s')))"
            + " ORDER BY %1$s, %6$s DESC, toUInt64(splitByChar('_', _part)[2]) DESC,"
            + " _part_offset DESC LIMIT 1 BY %1$s")
        .formatted(
            keyNames,
            selected,
            encoder.table().quotedName(),
            ClickHouseDialect.literal(structure),
            keysAsHex,
            SystemColumns.VERSION);
  }
}

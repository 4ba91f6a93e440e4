package io.isomer.clickhouse.toast;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.clickhouse.data.ClickHouseFormat;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.clickhouse.rowbinary.RowHeader;
import io.isomer.clickhouse.table.MissingHelperException;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.SystemTable;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * The table that remembers which changes of which rows were rejected. While such a change is
 * missing, what ClickHouse has of its row is not what PostgreSQL had after it.
 */
public final class RejectedChangeTable {

  private static final String NAME = SystemTable.REJECTIONS.tableName();

  private static final int UNKNOWN_TABLE = 60;
  private static final List<String> COLUMNS =
      List.of("table_name", "row_key", "version", "message");
  private static final List<String> TYPES = List.of("String", "String", "UInt128", "String");

  private RejectedChangeTable() {}

  /**
   * @throws MissingHelperException when the table is missing
   */
  static void insert(ClickHouseClient client, String target, Collection<ChangelogEvent> rejected)
      throws SQLException {
    RowBinaryBuffer rows = new RowBinaryBuffer();
    RowHeader.write(COLUMNS, TYPES, rows);
    for (ChangelogEvent change : rejected) {
      rows.writeString(target);
      rows.writeString(change.key());
      rows.writeInt128(change.version().high(), change.version().low());
      rows.writeString(change.place());
    }
    try {
      client.insert(NAME, COLUMNS, rows, rejected.size());
    } catch (SQLException e) {
      throw e.getErrorCode() == UNKNOWN_TABLE
          ? new MissingHelperException(SystemTable.REJECTIONS)
          : e;
    }
  }

  /** Whether any change of the target table was ever rejected. */
  static boolean hasAny(ClickHouseClient client, String target) throws SQLException {
    return select(client, "count() > 0", target, "").strip().equals("1");
  }

  /** The rejected versions of the changes' rows. */
  static RejectedVersions read(ClickHouseClient client, String target, List<BufferedChange> changes)
      throws SQLException {
    RowBinaryBuffer keys = new RowBinaryBuffer();
    changes.forEach(change -> keys.writeString(change.eventWithoutRow().key()));
    RejectedVersions versions = new RejectedVersions();
    select(
            client,
            "hex(row_key), toString(version), message",
            target,
            " AND row_key IN (SELECT k FROM format(RowBinary, 'k String', unhex('%s')))"
                .formatted(HexFormat.of().formatHex(keys.toByteArray())))
        .lines()
        .map(line -> line.split("\t", -1))
        .forEach(
            row -> versions.add(HexFormat.of().parseHex(row[0]), RowVersion.parse(row[1]), row[2]));
    return versions;
  }

  /** No rows where the table does not exist: nothing was rejected yet. */
  private static String select(
      ClickHouseClient client, String what, String target, String condition) throws SQLException {
    String sql =
        "SELECT %s FROM %s WHERE table_name = %s%s"
            .formatted(what, NAME, ClickHouseDialect.literal(target), condition);
    try {
      byte[] rows = client.query(sql, ClickHouseFormat.TabSeparated, "reading from " + NAME);
      return new String(rows, US_ASCII);
    } catch (SQLException e) {
      if (e.getErrorCode() == UNKNOWN_TABLE) {
        return "";
      }
      throw e;
    }
  }
}

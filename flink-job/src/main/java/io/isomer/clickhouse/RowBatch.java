package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.encode.RowBinaryEncoder;
import io.isomer.clickhouse.encode.UnchangedValues;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.clickhouse.rowbinary.RowHeader;
import io.isomer.clickhouse.toast.BufferedToastValues;
import io.isomer.clickhouse.toast.TargetToastQuery;
import io.isomer.clickhouse.toast.TargetToastValues;
import io.isomer.targetformat.ClickHouseDialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of one shape on their way into one INSERT. */
final class RowBatch {

  /** A change that cannot be written. */
  record Unfit(BufferedChange change, InvalidValueException reason) {}

  private final RowBinaryEncoder encoder;
  private final BufferedToastValues buffered;
  private final RowBinaryBuffer rows = new RowBinaryBuffer();
  private final List<BufferedChange> incomplete = new ArrayList<>();
  private int count;

  RowBatch(RowBinaryEncoder encoder, BufferedToastValues buffered) {
    this.encoder = encoder;
    this.buffered = buffered;
    RowHeader.write(encoder.columnNames(), encoder.columnTypes(), rows);
  }

  /**
   * Encodes a change, or keeps it for {@link #complete} when values of it are not here.
   *
   * @param event what the change is
   * @throws InvalidValueException with nothing added
   */
  void add(BufferedChange change, ChangelogEvent event) throws SQLException {
    if (!encode(change, event, buffered)) {
      incomplete.add(change);
    }
  }

  private boolean encode(BufferedChange change, ChangelogEvent event, UnchangedValues missing)
      throws SQLException {
    int start = rows.length();
    buffered.of(change);
    try {
      boolean complete = encoder.encode(event, missing, rows);
      count += complete ? 1 : 0;
      return complete;
    } catch (InvalidValueException e) {
      rows.truncate(start);
      throw e;
    }
  }

  /**
   * Encodes what lacks values with those that ClickHouse has.
   *
   * @return the changes that do not fit with them
   */
  List<Unfit> complete(TargetToastQuery query) throws SQLException {
    if (incomplete.isEmpty()) {
      return List.of();
    }
    List<Unfit> unfit = new ArrayList<>();
    TargetToastValues stored =
        query.read(encoder, incomplete, List.copyOf(buffered.stillMissing()));
    buffered.lookUp(incomplete);
    for (BufferedChange change : incomplete) {
      if (stored.isNewerThan(change)) {
        continue; // a replayed change that ClickHouse has passed: it would not be seen
      }
      try {
        encode(change, change.event(), (column, out) -> fill(column, stored, out));
      } catch (InvalidValueException e) {
        unfit.add(new Unfit(change, e));
      }
    }
    buffered.forget();
    incomplete.clear();
    return unfit;
  }

  private boolean fill(String column, TargetToastValues stored, RowBinaryBuffer out)
      throws SQLException {
    if (buffered.write(column, out)) {
      return true;
    }
    buffered.requireNoneMissingSince(stored.version());
    return stored.write(column, out);
  }

  void insert(ClickHouseClient client, SinkMetrics metrics) throws SQLException {
    if (count > 0) {
      client.insert(
          encoder.table().quotedName(),
          encoder.columnNames().stream().map(ClickHouseDialect::quote).toList(),
          rows,
          count);
      metrics.inserted(count, rows.length());
    }
  }
}

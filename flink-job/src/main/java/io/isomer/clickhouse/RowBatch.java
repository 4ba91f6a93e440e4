package io.isomer.clickhouse;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of one shape on their way into one INSERT. */
final class RowBatch {

  private final RowBinaryEncoder encoder;
  private final OlderChanges olderChanges;
  private final RowBinaryBuffer rows = new RowBinaryBuffer();
  private final List<BufferedChange> incomplete = new ArrayList<>();
  private int count;

  RowBatch(RowBinaryEncoder encoder, OlderChanges olderChanges) {
    this.encoder = encoder;
    this.olderChanges = olderChanges;
    RowHeader.write(encoder.columnNames(), encoder.columnTypes(), rows);
  }

  /** Encodes a change, or keeps it for {@link #complete} when values of it are not here. */
  void add(BufferedChange change) throws SQLException {
    olderChanges.of(change);
    if (encoder.encode(change.event(), olderChanges, rows)) {
      count++;
    } else {
      incomplete.add(change);
    }
  }

  /** Encodes what lacks values with those that ClickHouse has. */
  void complete(StoredRows.Source source) throws SQLException {
    if (incomplete.isEmpty()) {
      return;
    }
    StoredRows stored = source.read(encoder, incomplete, List.copyOf(olderChanges.stillMissing()));
    for (BufferedChange change : incomplete) {
      if (stored.isNewerThan(change)) {
        continue; // a replayed change that ClickHouse has passed: it would not be seen
      }
      olderChanges.of(change);
      encoder.encode(
          change.event(),
          (column, out) -> olderChanges.write(column, out) || stored.write(column, out),
          rows);
      count++;
    }
    incomplete.clear();
  }

  void insert(BatchInserter inserter) throws SQLException {
    if (count > 0) {
      inserter.insert(
          encoder.table().quotedName(),
          encoder.columnNames().stream().map(ClickHouseDialect::quote).toList(),
          rows,
          count);
    }
  }
}

package io.isomer.verify;

import java.time.Duration;
import java.util.List;

/**
 * What the comparison of a table has come to.
 *
 * @param source {@code schema.table}
 * @param target {@code database.table}; empty when it was not found
 * @param keyColumns names of the key's columns
 * @param sourceRows of the ranges that were summed
 * @param targetRows of the ranges that were summed
 * @param inFlight rows that differed at first and were the same once the copy had caught up
 * @param differences in no order
 * @param repaired what differed until it was repaired
 * @param complete whether the whole table was read, or only as far as the first differences
 * @param unsettled keys of rows that changed at every look, so that nothing can be said of them
 * @param uncompared columns that were left out
 * @param failure why the table could not be compared; else empty
 * @param took how long
 */
public record TableResult(
    String source,
    String target,
    List<String> keyColumns,
    long sourceRows,
    long targetRows,
    long inFlight,
    List<RowDifference> differences,
    List<RowDifference> repaired,
    boolean complete,
    List<List<String>> unsettled,
    List<String> uncompared,
    String failure,
    Duration took) {

  public TableResult {
    differences = List.copyOf(differences);
    repaired = List.copyOf(repaired);
    unsettled = List.copyOf(unsettled);
    uncompared = List.copyOf(uncompared);
    keyColumns = List.copyOf(keyColumns);
  }

  /** A table that could not be compared. */
  static TableResult failed(String source, String target, String failure, Duration took) {
    List<RowDifference> none = List.of();
    return new TableResult(
        source, target, List.of(), 0, 0, 0, none, none, false, List.of(), List.of(), failure, took);
  }

  /** The verdict. */
  public Outcome outcome() {
    if (!differences.isEmpty()) {
      return Outcome.DIFFERENT;
    }
    return failure.isEmpty() && unsettled.isEmpty() ? Outcome.EQUAL : Outcome.UNKNOWN;
  }
}

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
 * @param repaired some of what differed until it was repaired
 * @param repairedRows how many rows that was in all
 * @param complete whether every row of the table was judged, or only some
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
    long repairedRows,
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
        source, target, List.of(), 0, 0, 0, none, none, 0, false, List.of(), List.of(), failure,
        took);
  }

  /** The verdict; of what was not read in full nobody knows that it is equal. */
  public Outcome outcome() {
    if (!differences.isEmpty()) {
      return Outcome.DIFFERENT;
    }
    return failure.isEmpty() && unsettled.isEmpty() && complete ? Outcome.EQUAL : Outcome.UNKNOWN;
  }

  /** Why not every row was judged; empty when it was, or when {@link #failure} tells it. */
  public String incompleteBecause() {
    if (complete || !failure.isEmpty()) {
      return "";
    }
    return differences.isEmpty()
        ? "ranges of it differed at every look, in more rows than one round looks at (let the copy"
            + " catch up, or compare with smaller --range-rows)"
        : "reading ends behind --max-differences, and in ranges that have more rows in flight than"
            + " one round looks at";
  }
}

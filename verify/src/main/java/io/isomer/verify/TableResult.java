package io.isomer.verify;

import java.time.Duration;
import java.util.List;

/**
 * The result of comparing a table.
 *
 * @param source {@code schema.table}
 * @param target {@code database.table}; empty when it was not found
 * @param keyColumns names of the key's columns
 * @param sourceRows of the ranges that were summed
 * @param targetRows of the ranges that were summed
 * @param inFlight rows that differed at first and were equal when the copy had caught up
 * @param differences in no order
 * @param repaired some of the repaired rows, as they differed before
 * @param repairedRows how many rows were repaired
 * @param complete whether every row of the table was judged, or only some
 * @param unsettled keys of rows that changed at every check, so that they could not be judged
 * @param uncompared columns that were left out
 * @param failure why the table could not be compared; else empty
 * @param took the duration
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

  /** The verdict. A table that was not read completely is not known to be equal. */
  public Outcome outcome() {
    if (!differences.isEmpty()) {
      return Outcome.DIFFERENT;
    }
    return failure.isEmpty() && unsettled.isEmpty() && complete ? Outcome.EQUAL : Outcome.UNKNOWN;
  }

  /** Why some rows were not judged; empty when all were, or when {@link #failure} says why. */
  public String incompleteBecause() {
    if (complete || !failure.isEmpty()) {
      return "";
    }
    return differences.isEmpty()
        ? "some ranges differed at every check, in more rows than one round checks; let the copy catch"
            + " up, or compare with smaller --range-rows"
        : "reading ends after --max-differences, and in ranges with more rows in flight than one round"
            + " checks";
  }
}

package io.isomer.verify;

import java.time.Duration;

/**
 * The limits of a verification.
 *
 * @param rangeRows about how many rows are summed by one query
 * @param parallel how many ranges are summed at the same time
 * @param rowsPerSecond the most of the source's rows to read in a second; 0 for no limit
 * @param patience how long differing rows are rechecked before they count as unsettled
 * @param maxDifferences after how many differences a table is not read further
 * @param maxCandidates about how many candidates are held and rechecked in one round
 */
public record Settings(
    long rangeRows,
    int parallel,
    long rowsPerSecond,
    Duration patience,
    int maxDifferences,
    int maxCandidates) {

  private static final int MAX_CANDIDATES = 50_000;

  public static final Settings DEFAULTS =
      new Settings(1_000_000, 2, 0, Duration.ofMinutes(5), 1000);

  /** With a number of candidates that needs some dozen megabytes of memory. */
  public Settings(
      long rangeRows, int parallel, long rowsPerSecond, Duration patience, int maxDifferences) {
    this(rangeRows, parallel, rowsPerSecond, patience, maxDifferences, MAX_CANDIDATES);
  }
}

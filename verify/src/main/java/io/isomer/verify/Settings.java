package io.isomer.verify;

import java.time.Duration;

/**
 * How a verification goes about its work.
 *
 * @param rangeRows about how many rows are summed by one query
 * @param parallel how many ranges are summed at the same time
 * @param rowsPerSecond the most of the source's rows to read in a second; 0 for no limit
 * @param patience how long rows that differ are looked at again before they count as unsettled
 * @param maxDifferences of a table; behind so many it is not read further
 * @param maxCandidates about how many rows that differ for now are held and looked at in one round
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

  /** With as many candidates as memory of some dozen megabytes has room for. */
  public Settings(
      long rangeRows, int parallel, long rowsPerSecond, Duration patience, int maxDifferences) {
    this(rangeRows, parallel, rowsPerSecond, patience, maxDifferences, MAX_CANDIDATES);
  }
}

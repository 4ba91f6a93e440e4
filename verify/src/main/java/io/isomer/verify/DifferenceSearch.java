package io.isomer.verify;

import io.isomer.verify.database.Checksum;
import io.isomer.verify.database.ComparedRows;
import io.isomer.verify.database.Range;
import io.isomer.verify.database.RowDigest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds the differing rows of a range. It first compares the checksums of buckets with some hundred
 * rows each, then the row hashes of the buckets that differ.
 */
final class DifferenceSearch {

  private static final long ROWS_PER_BUCKET = 256;
  private static final int BUCKETS_PER_QUERY = 16;

  private final ComparedRows source;
  private final ComparedRows target;
  private final int maxRows;
  private final Predicate<String> known;

  /**
   * @param maxRows the search ends when it has found this many
   * @param known whether a row, by the hash of its key, need not be found
   */
  DifferenceSearch(ComparedRows source, ComparedRows target, int maxRows, Predicate<String> known) {
    this.source = source;
    this.target = target;
    this.maxRows = maxRows;
    this.known = known;
  }

  /**
   * Rows that differ at the moment.
   *
   * @param keys by their hash
   * @param complete whether these are all of the range
   * @param hasKnown whether there are known ones besides
   */
  record Candidates(Map<String, List<String>> keys, boolean complete, boolean hasKnown) {}

  /**
   * @param rows about how many the range has, on the side with more
   */
  Candidates find(Range range, long rows) throws IOException, SQLException {
    int bits = bits(rows);
    Map<Integer, Checksum> sources = source.buckets(range, bits);
    Map<Integer, Checksum> targets = target.buckets(range, bits);
    List<Integer> different = new ArrayList<>();
    for (int bucket = 0; bucket < 1 << bits; bucket++) {
      Checksum sum = sources.getOrDefault(bucket, Checksum.NONE);
      if (!sum.equals(targets.getOrDefault(bucket, Checksum.NONE))) {
        different.add(bucket);
      }
    }
    Map<String, List<String>> keys = new HashMap<>();
    boolean hasKnown = false;
    for (int i = 0; i < different.size(); i += BUCKETS_PER_QUERY) {
      if (keys.size() >= maxRows) {
        return new Candidates(keys, false, hasKnown);
      }
      List<Integer> some = different.subList(i, Math.min(different.size(), i + BUCKETS_PER_QUERY));
      hasKnown |= compare(source.rows(range, bits, some), target.rows(range, bits, some), keys);
    }
    return new Candidates(keys, true, hasKnown);
  }

  /** Whether some that differ are known. */
  private boolean compare(
      Map<String, RowDigest> sources,
      Map<String, RowDigest> targets,
      Map<String, List<String>> keys) {
    boolean hasKnown = false;
    for (String hash : InFlightRecheck.union(sources.keySet(), targets.keySet())) {
      RowDigest one = sources.get(hash);
      RowDigest other = targets.get(hash);
      boolean differs = one == null || other == null || !one.hash().equals(other.hash());
      if (differs && known.test(hash)) {
        hasKnown = true;
      } else if (differs) {
        keys.put(hash, (one == null ? other : one).key());
      }
    }
    return hasKnown;
  }

  private static int bits(long rows) {
    int bits = 0;
    while (bits < ComparedRows.MAX_BUCKET_BITS && rows >> bits > ROWS_PER_BUCKET) {
      bits++;
    }
    return bits;
  }
}

package io.isomer.verify.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The rows of one table in one of the two databases. Each method runs a single statement per call.
 */
public interface ComparedRows {

  /** The most bits of a key's hash that can number buckets. */
  int MAX_BUCKET_BITS = 16;

  /** The sum over a range. */
  Checksum sum(Range range) throws IOException, SQLException;

  /**
   * The sums over a range's buckets. A bucket has the rows whose key's hash begins with the same
   * bits.
   *
   * @param bits how many, up to {@link #MAX_BUCKET_BITS}
   */
  Map<Integer, Checksum> buckets(Range range, int bits) throws IOException, SQLException;

  /** The rows of some buckets, by the hash of their key. */
  Map<String, RowDigest> rows(Range range, int bits, Collection<Integer> buckets)
      throws IOException, SQLException;

  /** The existing rows among these keys, by the hash of their key. */
  Map<String, RowDigest> find(Collection<List<String>> keys) throws IOException, SQLException;

  /** All values of the rows with these keys as texts, by the hash of their key; null for NULL. */
  Map<String, List<String>> values(Collection<List<String>> keys) throws IOException, SQLException;
}

package io.isomer.verify.side;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One side of a comparison. Each question is answered by a single statement. */
public interface Side {

  /** Bits of a key's hash of which buckets can be made. */
  int MAX_BUCKET_BITS = 16;

  /**
   * How long a database may take for an answer before it counts as frozen. A sum over billions of
   * rows takes minutes and sends nothing until it is done, so this is long; without a limit a
   * server that accepts connections and does not answer would be waited for without end.
   */
  Duration ANSWER_LIMIT = Duration.ofHours(1);

  /** The sum over a range. */
  Checksum sum(Range range) throws IOException, SQLException;

  /**
   * The sums over a range's buckets: rows whose key's hash begins with the same bits.
   *
   * @param bits how many, up to {@link #MAX_BUCKET_BITS}
   */
  Map<Integer, Checksum> buckets(Range range, int bits) throws IOException, SQLException;

  /** Some buckets' rows, by their key's hash. */
  Map<String, RowDigest> rows(Range range, int bits, Collection<Integer> buckets)
      throws IOException, SQLException;

  /** The rows with these keys, as far as there are any, by their key's hash. */
  Map<String, RowDigest> find(Collection<List<String>> keys) throws IOException, SQLException;

  /** All values of the rows with these keys as texts, by their key's hash; null for NULL. */
  Map<String, List<String>> values(Collection<List<String>> keys) throws IOException, SQLException;
}

package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.verify.DifferenceSearch.Candidates;
import io.isomer.verify.database.Checksum;
import io.isomer.verify.database.ComparedRows;
import io.isomer.verify.database.Range;
import io.isomer.verify.database.RowDigest;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DifferenceSearchTest {

  private static final int BUCKETS = 32;
  private static final int ROWS = BUCKETS * 256;

  /** Some rows in each of 32 buckets. */
  private record Rows(int perBucket) implements ComparedRows {

    private static String hash(int bucket, int row) {
      return "bucket " + bucket + " row " + row;
    }

    @Override
    public Map<Integer, Checksum> buckets(Range range, int bits) {
      assertThat(1 << bits).isEqualTo(BUCKETS);
      Map<Integer, Checksum> sums = new HashMap<>();
      for (int bucket = 0; perBucket > 0 && bucket < BUCKETS; bucket++) {
        sums.put(bucket, new Checksum(perBucket, BigInteger.ONE));
      }
      return sums;
    }

    @Override
    public Map<String, RowDigest> rows(Range range, int bits, Collection<Integer> buckets) {
      Map<String, RowDigest> rows = new TreeMap<>();
      for (int bucket : buckets) {
        for (int row = 0; row < perBucket; row++) {
          String hash = hash(bucket, row);
          rows.put(hash, new RowDigest("values", "", List.of(hash)));
        }
      }
      return rows;
    }

    @Override
    public Checksum sum(Range range) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, RowDigest> find(Collection<List<String>> keys) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, List<String>> values(Collection<List<String>> keys) {
      throw new UnsupportedOperationException();
    }
  }

  private static Candidates find(int maxRows, Map<String, List<String>> known) throws Exception {
    return new DifferenceSearch(new Rows(10), new Rows(0), maxRows, known::containsKey)
        .find(Range.ALL, ROWS);
  }

  @Test
  void findsAllThatDiffers() throws Exception {
    Candidates all = find(1000, Map.of());
    assertThat(all.keys()).hasSize(320).containsEntry("bucket 7 row 3", List.of("bucket 7 row 3"));
    assertThat(all.complete()).isTrue();
    assertThat(all.hasKnown()).isFalse();
  }

  @Test
  void endsBehindSoManyAndSaysSo() throws Exception {
    Candidates some = find(160, Map.of());
    assertThat(some.keys()).hasSize(160);
    assertThat(some.complete()).isFalse();
  }

  @Test
  void leavesOutWhatIsKnownAndGoesOnBehindIt() throws Exception {
    Map<String, List<String>> known = find(160, Map.of()).keys();
    Candidates others = find(160, known);
    assertThat(others.keys())
        .hasSize(160)
        .doesNotContainKeys(known.keySet().toArray(String[]::new));
    assertThat(others.complete()).isTrue();
    assertThat(others.hasKnown()).isTrue();
  }
}

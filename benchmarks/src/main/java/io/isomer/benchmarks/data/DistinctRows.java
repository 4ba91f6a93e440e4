package io.isomer.benchmarks.data;

import java.util.List;
import java.util.SplittableRandom;

/** See {@link Workload#distinctRows}. */
record DistinctRows(List<BenchTable> tables, int changes) implements Workload {

  private static final int SNAPSHOT_PERCENT = 20;
  private static final int[] INSERTED_AND_UPDATED_PERMILLE = {850, 962};

  @Override
  public int rows() {
    return changes;
  }

  @Override
  public boolean distinct() {
    return true;
  }

  @Override
  public Iterator iterator(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long snapshot = (long) changes * SNAPSHOT_PERCENT / 100;
    return new Iterator() {
      private int next;

      @Override
      public Change next() {
        int row = next++;
        int table = random.nextInt(tables.size());
        if (row < snapshot) {
          return new Change(table, row, 0, Operation.R);
        }
        int permille = random.nextInt(1000);
        if (permille < INSERTED_AND_UPDATED_PERMILLE[0]) {
          return new Change(table, row, 0, Operation.C);
        }
        return permille < INSERTED_AND_UPDATED_PERMILLE[1]
            ? new Change(table, row, 1, Operation.U)
            : new Change(table, row, 0, Operation.D);
      }
    };
  }
}

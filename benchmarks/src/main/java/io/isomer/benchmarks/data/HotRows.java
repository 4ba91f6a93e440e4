package io.isomer.benchmarks.data;

import java.util.List;
import java.util.SplittableRandom;

/** See {@link Workload#hotRows}. */
record HotRows(BenchTable table, int rows, int changes) implements Workload {

  HotRows {
    if (rows > changes) {
      throw new IllegalArgumentException(
          rows + " hot rows need as many changes, and there are " + changes);
    }
  }

  @Override
  public List<BenchTable> tables() {
    return List.of(table);
  }

  @Override
  public boolean distinct() {
    return false;
  }

  @Override
  public Iterator iterator(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] revisions = new int[rows];
    return new Iterator() {
      private int next;

      @Override
      public Change next() {
        if (next < rows) {
          return new Change(0, next++, 0, Operation.C);
        }
        next++;
        int row = random.nextInt(rows);
        return new Change(0, row, ++revisions[row], Operation.U);
      }
    };
  }
}

package io.isomer.benchmarks.data;

import java.util.List;
import java.util.stream.IntStream;

/** A reproducible sequence of changes of one or more tables. */
public interface Workload {

  /** The changed tables. */
  List<BenchTable> tables();

  /** How many changes there are. */
  int changes();

  /** How many different rows they change, at most. */
  int rows();

  /** Whether each row is changed once only, so that the rows that have arrived can be counted. */
  boolean distinct();

  /** Starts anew at the first change. */
  Iterator iterator(long seed);

  /** Yields the changes in order. */
  interface Iterator {
    Change next();
  }

  /**
   * Each change has a row of its own: 20 % from a snapshot, then 68 % insertions, 9 % updates and 3
   * % deletions of the whole.
   */
  static Workload distinctRows(BenchTable table, int changes) {
    return new DistinctRows(List.of(table), changes);
  }

  /** As {@link #distinctRows}, spread over copies of the table. */
  static Workload manyTables(BenchTable table, int tables, int changes) {
    return new DistinctRows(
        IntStream.range(0, tables)
            .mapToObj(i -> table.named("%s_%03d".formatted(table.name(), i)))
            .toList(),
        changes);
  }

  /** Updates of a few rows, over and over. */
  static Workload hotRows(BenchTable table, int rows, int changes) {
    return new HotRows(table, rows, changes);
  }
}

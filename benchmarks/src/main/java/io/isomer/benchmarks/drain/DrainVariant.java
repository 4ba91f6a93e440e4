package io.isomer.benchmarks.drain;

import io.isomer.benchmarks.data.BenchTable;
import io.isomer.benchmarks.data.Workload;
import java.util.Arrays;
import java.util.List;

/** What the drained changes are of. */
public enum DrainVariant {
  /** Six columns, a row for each change. */
  NARROW(BenchTable.narrow("bench_narrow", true)) {
    @Override
    Workload workload(int rows) {
      return Workload.distinctRows(table(), rows);
    }
  },
  /** A hundred columns; a tenth of the changes. */
  WIDE(BenchTable.wide("bench_wide", true)) {
    @Override
    Workload workload(int rows) {
      return Workload.distinctRows(table(), Math.max(1, rows / WIDE_DIVISOR));
    }
  },
  /** Updates of a thousand rows of six columns. */
  HOT(BenchTable.narrow("bench_hot", false)) {
    @Override
    Workload workload(int rows) {
      return Workload.hotRows(table(), Math.min(HOT_ROWS, rows), rows);
    }
  },
  /** A hundred tables of six columns. */
  MANY(BenchTable.narrow("bench_many", false)) {
    @Override
    Workload workload(int rows) {
      return Workload.manyTables(table(), MANY_TABLES, rows);
    }
  };

  private static final int FEW_CHANGES = 200;
  private static final int WIDE_DIVISOR = 10;
  private static final int HOT_ROWS = 1000;
  private static final int MANY_TABLES = 100;

  private final BenchTable table;

  DrainVariant(BenchTable table) {
    this.table = table;
  }

  /** The table whose messages are recorded. */
  public BenchTable table() {
    return table;
  }

  /** All tables that are recorded. */
  public static List<BenchTable> allTables() {
    return Arrays.stream(values()).map(DrainVariant::table).toList();
  }

  abstract Workload workload(int rows);

  /** As many as can be applied row by row within seconds: the narrow table's, in another one. */
  static Workload few() {
    return Workload.distinctRows(BenchTable.narrow("bench_few", true), FEW_CHANGES);
  }

  /** The name in lower case. */
  public String title() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}

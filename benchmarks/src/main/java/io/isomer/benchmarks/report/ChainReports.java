package io.isomer.benchmarks.report;

import io.isomer.benchmarks.chain.LoadBenchmark;
import io.isomer.benchmarks.chain.SnapshotBenchmark;
import io.isomer.benchmarks.drain.PartsBenchmark.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reports of the benchmarks that give a few numbers each. */
public final class ChainReports {

  private static final double MIB = 1 << 20;

  private ChainReports() {}

  /** Of an initial snapshot. */
  public static BenchReport snapshot(
      Map<String, String> environment, SnapshotBenchmark.Result result) {
    String text =
        String.format(
            Locale.ROOT,
            "%n%,d rows: %,.0f rows/s from the first visible to the last; %,.0f rows/s since the"
                + " connector's registration (first visible after %.1f s, all after %.1f s)%n",
            result.rows(),
            result.rowsPerSecond(),
            result.totalRowsPerSecond(),
            result.firstSeconds(),
            result.totalSeconds());
    return new BenchReport("snapshot", environment, text, result, "");
  }

  /** Of clients that write as fast as they can. */
  public static BenchReport load(Map<String, String> environment, LoadBenchmark.Result result) {
    String text =
        String.format(
            Locale.ROOT,
            "%n%d clients: %,d changes, %,.0f/s committed, %,.0f/s carried to the view; the last was"
                + " visible %.2f s after the load's end%n",
            result.clients(),
            result.changes(),
            result.committedPerSecond(),
            result.carriedPerSecond(),
            result.behindSeconds());
    return new BenchReport("load", environment, text, result, "");
  }

  /** Of a steady stream; the last sample is that after all was visible. */
  public static BenchReport parts(Map<String, String> environment, List<Sample> samples) {
    StringBuilder text = new StringBuilder("\n");
    text.append("  seconds        sent     visible  inserted  active  TaskManager MiB\n");
    for (Sample sample : samples) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %7.0f %,11d %,11d %9d %7d %16.0f%n",
              sample.seconds(),
              sample.sent(),
              sample.visible(),
              sample.inserted(),
              sample.active(),
              sample.taskManagerBytes() / MIB));
    }
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    text.append(
        String.format(
            Locale.ROOT,
            "%n%.2f new parts per second, at most %d active; the TaskManager took at most %.0f MiB%n",
            (last.inserted() - first.inserted()) / (last.seconds() - first.seconds()),
            samples.stream().mapToLong(Sample::active).max().orElse(0),
            samples.stream().mapToLong(Sample::taskManagerBytes).max().orElse(0) / MIB));
    return new BenchReport("parts", environment, text.toString(), samples, "");
  }
}

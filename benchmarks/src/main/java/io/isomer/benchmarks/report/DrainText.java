package io.isomer.benchmarks.report;

import io.isomer.benchmarks.drain.Bound;
import io.isomer.benchmarks.drain.DrainResult;
import io.isomer.benchmarks.drain.DrainTable;
import io.isomer.benchmarks.measure.Spread;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The drain benchmark's results as text. */
public final class DrainText {

  private static final double MIB = 1 << 20;

  private DrainText() {}

  /**
   * A table of medians, with the smallest and the largest in parentheses where there are several.
   */
  public static String of(DrainTable table) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%n%s: %,d changes, %,d bytes each on average%n",
            table.filled().dataset().title(),
            table.filled().dataset().workload().changes(),
            table.filled().averageBytes()));
    text.append(
        String.format(
            Locale.ROOT,
            "  %-30s %-27s %-27s %-27s %10s  %s%n",
            "",
            "rows/s, first to last",
            "10 % to all",
            "since submission",
            "first seen",
            "CPU s per million rows from 10 % on (since submission) / peak MiB"));
    table.results().forEach((name, runs) -> text.append(row(name, runs)));
    table.bounds().forEach((name, bounds) -> text.append(bound(name, bounds)));
    table.notes().forEach((name, note) -> text.append("  " + name + ": " + note + "\n"));
    return text.toString();
  }

  private static String row(String name, List<DrainResult> runs) {
    StringBuilder usage = new StringBuilder();
    for (String process : runs.get(0).processes().keySet()) {
      Spread steady =
          spread(runs, run -> run.processes().get(process).steadyCpuSecondsPerMillion());
      Spread total = spread(runs, run -> run.processes().get(process).totalCpuSecondsPerMillion());
      Spread peak = spread(runs, run -> run.processes().get(process).peakBytes() / MIB);
      usage.append(
          String.format(
              Locale.ROOT,
              "%s%s %.1f (%.1f) / %.0f",
              usage.isEmpty() ? "" : ", ",
              process,
              steady.median(),
              total.median(),
              peak.max()));
    }
    return String.format(
        Locale.ROOT,
        "  %-30s %-27s %-27s %-27s %8.1f s  %s%n",
        name,
        rate(spread(runs, DrainResult::drainRowsPerSecond)),
        rate(spread(runs, DrainResult::steadyRowsPerSecond)),
        rate(spread(runs, DrainResult::totalRowsPerSecond)),
        spread(runs, DrainResult::submitSeconds).median(),
        usage);
  }

  private static String bound(String name, List<Bound> bounds) {
    Spread rate = Spread.of(bounds.stream().map(Bound::rowsPerSecond).toList());
    Spread cpu = Spread.of(bounds.stream().map(Bound::cpuSecondsPerMillion).toList());
    return String.format(
        Locale.ROOT,
        "  %-36s %s rows/s at %.1f CPU s per million%n",
        name,
        rate(rate),
        cpu.median());
  }

  private static String rate(Spread spread) {
    return String.format(
        Locale.ROOT, "%,.0f (%,.0f–%,.0f)", spread.median(), spread.min(), spread.max());
  }

  private static Spread spread(List<DrainResult> runs, ToDoubleFunction<DrainResult> value) {
    return Spread.of(runs.stream().map(value::applyAsDouble).toList());
  }
}

package io.isomer.benchmarks.report;

import io.isomer.benchmarks.chain.LatencyResult;
import io.isomer.benchmarks.measure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts the latency benchmark's results into a report. */
public final class LatencyReport {

  private LatencyReport() {}

  public static BenchReport of(Map<String, String> environment, List<LatencyResult> results) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%nmilliseconds until visible, from when a change was due (from its commit)%n"
                + "  %10s %10s %16s %16s %16s %16s  %s%n",
            "changes/s",
            "changes",
            "p50",
            "p95",
            "p99",
            "max",
            "poll"));
    List<BarChart.Bar> bars = new ArrayList<>();
    for (LatencyResult result : results) {
      LatencyResult.Quantiles due = result.fromDue();
      LatencyResult.Quantiles commit = result.fromCommit();
      text.append(
          String.format(
              Locale.ROOT,
              "  %,10.0f %,10d %16s %16s %16s %16s  %.1f ms%n",
              result.perSecond(),
              result.changes(),
              pair(due.p50(), commit.p50()),
              pair(due.p95(), commit.p95()),
              pair(due.p99(), commit.p99()),
              pair(due.max(), commit.max()),
              result.pollMillis()));
      String rate = String.format(Locale.ROOT, "%,.0f changes/s", result.perSecond());
      bars.add(
          new BarChart.Bar(rate + ", p50 to p99", new Spread(due.p50(), due.p50(), due.p99(), 1)));
    }
    return new BenchReport(
        "latency",
        environment,
        text.toString(),
        results,
        new BarChart().add("milliseconds from due to visible", bars).svg());
  }

  private static String pair(double due, double commit) {
    return String.format(Locale.ROOT, "%,.0f (%,.0f)", due, commit);
  }
}

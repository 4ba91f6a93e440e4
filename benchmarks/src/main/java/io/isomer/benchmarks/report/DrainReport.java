package io.isomer.benchmarks.report;

import io.isomer.benchmarks.drain.Bound;
import io.isomer.benchmarks.drain.DrainResult;
import io.isomer.benchmarks.drain.DrainTable;
import io.isomer.benchmarks.measure.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the drain benchmark's results into a report. */
public final class DrainReport {

  private DrainReport() {}

  public static BenchReport of(Map<String, String> environment, List<DrainTable> tables) {
    BarChart chart = new BarChart();
    for (DrainTable table : tables) {
      chart.add(table.filled().dataset().title() + ": rows/s", bars(table));
    }
    return new BenchReport(
        "drain",
        environment,
        tables.stream().map(DrainText::of).collect(Collectors.joining()),
        tables.stream().map(DrainReport::results).toList(),
        chart.svg());
  }

  private static List<BarChart.Bar> bars(DrainTable table) {
    List<BarChart.Bar> bars = new ArrayList<>();
    table
        .results()
        .forEach(
            (name, runs) ->
                bars.add(
                    new BarChart.Bar(
                        name,
                        Spread.of(runs.stream().map(DrainResult::drainRowsPerSecond).toList()))));
    table
        .bounds()
        .forEach(
            (name, runs) ->
                bars.add(
                    new BarChart.Bar(
                        "(" + name + ")",
                        Spread.of(runs.stream().map(Bound::rowsPerSecond).toList()))));
    return bars;
  }

  private static Map<String, Object> results(DrainTable table) {
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("dataset", table.filled().dataset().name());
    results.put("schemaPart", table.filled().dataset().schemaPart());
    results.put("seed", table.filled().dataset().seed());
    results.put("changes", table.filled().dataset().workload().changes());
    results.put("averageBytes", table.filled().averageBytes());
    results.put("runs", table.results());
    results.put("bounds", table.bounds());
    results.put("notes", table.notes());
    return results;
  }
}

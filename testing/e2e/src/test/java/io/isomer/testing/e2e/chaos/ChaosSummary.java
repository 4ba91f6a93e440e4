package io.isomer.testing.e2e.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run has done and how long it took to recover. */
final class ChaosSummary {

  private final long begin = System.nanoTime();
  private final List<String> rounds = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Duration> longest = new TreeMap<>();
  private Duration longestCatchUp = Duration.ZERO;
  private long rows;
  private long transactions;
  private long messages;
  private long refusals;

  /** A fault from which the copy has recovered. */
  void recovered(Fault fault, Duration recovery) {
    String what = fault.subject() + " " + fault.kind();
    counts.merge(what, 1, Integer::sum);
    longest.merge(what, recovery, ChaosSummary::longer);
  }

  void round(ChaosRound.Result round) {
    rounds.add(String.valueOf(round.seed()));
    rows += round.rows();
    transactions += round.transactions();
    messages += round.messages();
    refusals += round.refusals();
    longestCatchUp = longer(longestCatchUp, round.catchUp());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "chaos: %d rounds equal in %.1f minutes, no hand needed%n"
                + "seeds: %s%n"
                + "written: %d transactions, %d rows, and %d messages of which half were damaged%n"
                + "statements that a filled-up ClickHouse has refused: %d%n"
                + "longest from the last fault's end until all was copied: %.1f s%n",
            rounds.size(),
            (System.nanoTime() - begin) / 60e9,
            String.join(", ", rounds),
            transactions,
            rows,
            messages,
            refusals,
            longestCatchUp.toMillis() / 1e3));
    counts.forEach(
        (what, count) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "  %-45s %3d times, longest recovery %5.1f s%n",
                    what,
                    count,
                    longest.get(what).toMillis() / 1e3)));
    return text.toString();
  }

  /** Writes it where the build keeps its results. */
  void write(long firstSeed) throws IOException {
    Path directory = Files.createDirectories(Path.of("target", "chaos"));
    Files.writeString(directory.resolve("summary-" + firstSeed + ".txt"), toString());
  }
}

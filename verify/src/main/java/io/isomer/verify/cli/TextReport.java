package io.isomer.verify.cli;

import io.isomer.verify.Outcome;
import io.isomer.verify.RowDifference;
import io.isomer.verify.TableResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The result of a verification as text. */
public final class TextReport {

  private static final int MAX_ROWS = 20;
  private static final int MAX_LETTERS = 200;

  private TextReport() {}

  /** The report, line by line. */
  public static List<String> lines(TableResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(result));
    boolean inHeadline = result.outcome() == Outcome.UNKNOWN && result.unsettled().isEmpty();
    if (!result.incompleteBecause().isEmpty() && !inHeadline) {
      lines.add("  not read completely: " + result.incompleteBecause());
    }
    if (!result.uncompared().isEmpty()) {
      lines.add("  not compared: " + String.join(", ", result.uncompared()));
    }
    result.differences().stream().limit(MAX_ROWS).forEach(row -> lines.addAll(row(result, row)));
    result.repaired().stream()
        .limit(MAX_ROWS)
        .forEach(
            row -> lines.addAll(row(result, row).stream().map(l -> l + ": repaired").toList()));
    if (result.differences().size() > MAX_ROWS) {
      lines.add("  and %,d more".formatted(result.differences().size() - MAX_ROWS));
    }
    if (result.repairedRows() > MAX_ROWS) {
      lines.add("  and %,d more: repaired".formatted(result.repairedRows() - MAX_ROWS));
    }
    result.unsettled().stream()
        .limit(MAX_ROWS)
        .forEach(key -> lines.add("  " + key(result, key) + ": changed at every check"));
    return lines;
  }

  private static String headline(TableResult result) {
    String name = result.source();
    if (!result.failure().isEmpty()) {
      return name + ": not compared: " + result.failure();
    }
    String took = String.format(Locale.ROOT, "%.1f s", result.took().toMillis() / 1000.0);
    String rows = "%,d rows compared, value by value, in %s".formatted(result.sourceRows(), took);
    String flight = result.inFlight() == 0 ? "" : ", %,d in flight".formatted(result.inFlight());
    flight += result.repairedRows() == 0 ? "" : ", %,d repaired".formatted(result.repairedRows());
    return switch (result.outcome()) {
      case EQUAL -> name + ": identical: " + rows + flight;
      case DIFFERENT ->
          name
              + ": different: %s%,d of %,d rows"
                  .formatted(
                      result.complete() ? "" : "at least ",
                      result.differences().size(),
                      result.sourceRows())
              + flight
              + ", in "
              + took;
      case UNKNOWN ->
          name
              + ": not settled: "
              + (result.unsettled().isEmpty()
                  ? result.incompleteBecause()
                  : "%,d rows changed at every check".formatted(result.unsettled().size()))
              + "; "
              + rows
              + flight;
    };
  }

  private static List<String> row(TableResult result, RowDifference row) {
    String key = "  " + key(result, row.key());
    return switch (row.kind()) {
      case MISSING -> List.of(key + ": missing in ClickHouse: " + values(row, true));
      case GHOST -> List.of(key + ": only in ClickHouse: " + values(row, false));
      case DUPLICATE -> List.of(key + ": more than once in ClickHouse");
      case DIFFERENT -> different(key, row);
    };
  }

  private static List<String> different(String key, RowDifference row) {
    if (row.columns().isEmpty()) {
      return List.of(key + ": different, by values that read alike");
    }
    return row.columns().stream()
        .map(
            value ->
                "%s: %s is %s in PostgreSQL, %s in ClickHouse"
                    .formatted(key, value.column(), shown(value.source()), shown(value.target())))
        .toList();
  }

  private static String key(TableResult result, List<String> key) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      parts.add(result.keyColumns().get(i) + " " + shown(key.get(i)));
    }
    return String.join(", ", parts);
  }

  private static String values(RowDifference row, boolean source) {
    return row.columns().stream()
        .map(v -> v.column() + " " + shown(source ? v.source() : v.target()))
        .collect(Collectors.joining(", "));
  }

  /** On one line, of bounded length; NULL is not 'NULL'. */
  private static String shown(String text) {
    if (text == null) {
      return "NULL";
    }
    String line = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    String cut =
        line.length() <= MAX_LETTERS
            ? line
            : line.substring(0, MAX_LETTERS) + "… (" + text.length() + " letters)";
    return "'" + cut.replaceAll("\\p{Cntrl}", "�") + "'";
  }
}

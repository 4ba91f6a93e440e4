package io.isomer.verify.cli;

import io.isomer.verify.Outcome;
import io.isomer.verify.RowDifference;
import io.isomer.verify.TableResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result of a verification as JSON. */
final class JsonReport {

  private JsonReport() {}

  static String of(List<TableResult> results) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("outcome", name(Outcome.of(results)));
    report.put("tables", results.stream().map(JsonReport::table).toList());
    return JsonWriter.of(report);
  }

  private static Map<String, Object> table(TableResult result) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("source", result.source());
    table.put("target", result.target());
    table.put("outcome", name(result.outcome()));
    table.put("sourceRows", result.sourceRows());
    table.put("targetRows", result.targetRows());
    table.put("inFlightRows", result.inFlight());
    table.put("complete", result.complete());
    table.put(
        "incompleteBecause",
        result.incompleteBecause().isEmpty() ? null : result.incompleteBecause());
    table.put("milliseconds", result.took().toMillis());
    table.put("key", result.keyColumns());
    table.put("notCompared", result.uncompared());
    table.put("failure", result.failure().isEmpty() ? null : result.failure());
    table.put("unsettled", result.unsettled());
    table.put("repairedRows", result.repairedRows());
    table.put("repaired", result.repaired().stream().map(JsonReport::row).toList());
    table.put("differences", result.differences().stream().map(JsonReport::row).toList());
    return table;
  }

  private static Map<String, Object> row(RowDifference difference) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", name(difference.kind()));
    row.put("key", difference.key());
    List<Map<String, Object>> columns = new ArrayList<>();
    for (RowDifference.Value value : difference.columns()) {
      Map<String, Object> column = new LinkedHashMap<>();
      column.put("column", value.column());
      column.put("source", value.source());
      column.put("target", value.target());
      columns.add(column);
    }
    row.put("columns", difference.hasValues() ? columns : null);
    return row;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

package io.isomer.verify.cli;

import io.isomer.verify.RowDifference;
import io.isomer.verify.TableResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * The outcome in Prometheus's text format
 * (https://prometheus.io/docs/instrumenting/exposition_formats/), replaced as a whole.
 */
final class MetricsFile {

  private MetricsFile() {}

  static void write(Path file, List<TableResult> results, long epochSecond) throws IOException {
    Path target = file.toAbsolutePath();
    Path fresh = Files.createTempFile(target.getParent(), "." + target.getFileName(), "");
    Files.writeString(fresh, text(results, epochSecond));
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static String text(List<TableResult> results, long epochSecond) {
    StringBuilder text = new StringBuilder();
    head(text, "outcome", "0 equal, 1 different, 2 could not be compared");
    for (TableResult result : results) {
      line(text, "outcome", result, "", result.outcome().ordinal());
    }
    head(text, "different_rows", "Rows that differ, by kind");
    for (TableResult result : results) {
      for (RowDifference.Kind kind : RowDifference.Kind.values()) {
        long rows = result.differences().stream().filter(d -> d.kind() == kind).count();
        String label = ",kind=\"" + kind.name().toLowerCase(Locale.ROOT) + "\"";
        line(text, "different_rows", result, label, rows);
      }
    }
    head(text, "rows", "Rows of the source that were compared");
    for (TableResult result : results) {
      line(text, "rows", result, "", result.sourceRows());
    }
    head(text, "duration_seconds", "How long the comparison took");
    for (TableResult result : results) {
      line(text, "duration_seconds", result, "", result.took().toMillis() / 1000.0);
    }
    head(text, "finished_timestamp_seconds", "When the last comparison of all tables ended");
    text.append("isomer_verify_finished_timestamp_seconds ").append(epochSecond).append('\n');
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String help) {
    text.append("# HELP isomer_verify_%s %s\n".formatted(name, help));
    text.append("# TYPE isomer_verify_%s gauge\n".formatted(name));
  }

  private static void line(
      StringBuilder text, String name, TableResult result, String labels, Number value) {
    String table = result.source().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    text.append("isomer_verify_%s{table=\"%s\"%s} %s\n".formatted(name, table, labels, value));
  }
}

package io.isomer.benchmarks.cli;

import io.isomer.benchmarks.report.BenchReport;
import io.isomer.testing.localstack.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What becomes of a report. */
final class ReportOptions {

  private static final String RESULTS = "docs/benchmarks/results";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "of the output: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
  private Format format;

  @Option(
      names = "--save",
      paramLabel = "DIRECTORY",
      arity = "0..1",
      fallbackValue = "",
      description = "also writes text, JSON and a chart there; without a name: " + RESULTS)
  private String directory;

  void publish(BenchReport report) throws IOException {
    System.out.print(format == Format.JSON ? report.asJson() : report.asText());
    if (directory != null) {
      Path to =
          directory.isEmpty() ? Installation.locate().home().resolve(RESULTS) : Path.of(directory);
      report.save(to);
      System.err.println("saved in " + to);
    }
  }

  /** Forms of the output. */
  enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

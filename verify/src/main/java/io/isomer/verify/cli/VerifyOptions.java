package io.isomer.verify.cli;

import io.isomer.targetformat.NameTemplate;
import io.isomer.verify.CopyProgress;
import io.isomer.verify.Settings;
import io.isomer.verify.SlotProgress;
import io.isomer.verify.database.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that all comparing commands share. */
public final class VerifyOptions {

  /** The format of a report. */
  enum Format {
    TEXT,
    JSON
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "TABLE",
      description = "tables as schema.table, with * for any characters; default: all of public")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "NAME",
      defaultValue = NameTemplate.VIEW,
      description = "the copies' names, with {schema} and {table}; default: ${DEFAULT-VALUE}")
  private String target;

  @Option(
      names = "--exclude-column",
      paramLabel = "SCHEMA.TABLE.COLUMN",
      description = "a column not to compare; may be repeated")
  private List<String> excluded = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json; default: ${DEFAULT-VALUE}")
  private Format format;

  @Option(
      names = "--repair",
      description = "repairs differing rows, in an order-safe way, and compares them again")
  private boolean repair;

  @Option(
      names = "--versions",
      paramLabel = "NAME",
      defaultValue = NameTemplate.TABLE,
      description = "the tables that --repair writes to; default: ${DEFAULT-VALUE}")
  private String versions;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      description = "compares repeatedly, with a pause of so many seconds")
  private Long watchSeconds;

  @Option(
      names = "--metrics-file",
      paramLabel = "FILE",
      description = "writes the outcome as Prometheus text, for the node exporter to collect")
  private Path metrics;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "records equal ranges there, and resumes from them after an interruption")
  private Path state;

  @Option(
      names = "--max-rows-per-second",
      paramLabel = "ROWS",
      defaultValue = "0",
      description = "limits the average number of source rows read in a second; default: no limit")
  private long rowsPerSecond;

  @Option(
      names = "--range-rows",
      paramLabel = "ROWS",
      defaultValue = "1000000",
      description = "rows summed by one query; default: ${DEFAULT-VALUE}")
  private long rangeRows;

  @Option(
      names = "--parallel",
      paramLabel = "RANGES",
      defaultValue = "2",
      description = "ranges summed at the same time; default: ${DEFAULT-VALUE}")
  private int parallel;

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "how long a change takes at most from the slot's confirmation (or without a slot, from"
              + " its commit) to ClickHouse; default: ${DEFAULT-VALUE}")
  private long settleSeconds;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "how long rows that keep changing are rechecked; default: ${DEFAULT-VALUE}")
  private long patienceSeconds;

  @Option(
      names = "--max-differences",
      paramLabel = "ROWS",
      defaultValue = "1000",
      description = "of a table, after which it is not read further; default: ${DEFAULT-VALUE}")
  private int maxDifferences;

  @Option(
      names = "--answer-limit",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description =
          "how long a database may take for one answer before it counts as frozen; default:"
              + " ${DEFAULT-VALUE}")
  private long answerLimitSeconds;

  List<String> tables() {
    return tables.isEmpty() ? List.of("public.*") : tables;
  }

  String target() {
    return target;
  }

  List<String> excluded() {
    return excluded;
  }

  boolean json() {
    return format == Format.JSON;
  }

  boolean repair() {
    return repair;
  }

  String versions() {
    return versions;
  }

  Long watchSeconds() {
    return watchSeconds;
  }

  Path metrics() {
    return metrics;
  }

  Path state() {
    return state;
  }

  Duration answerLimit() {
    return Duration.ofSeconds(answerLimitSeconds);
  }

  /** The limits for the library. */
  Settings settings() {
    return new Settings(
        rangeRows, parallel, rowsPerSecond, Duration.ofSeconds(patienceSeconds), maxDifferences);
  }

  /** Goes by a slot, or by time alone where the slot is empty. */
  CopyProgress slotProgress(Postgres postgres, String slot) {
    return new SlotProgress(postgres, slot, Duration.ofSeconds(settleSeconds));
  }
}

package io.isomer.benchmarks.drain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What can be said about a drain benchmark. */
public final class DrainOptions {

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "500000",
      description = "changes of each dataset; of the wide table a tenth; default: ${DEFAULT-VALUE}")
  private int rows;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "3",
      description = "runs of each contestant, in turns; default: ${DEFAULT-VALUE}")
  private int repeats;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "what all random values follow from; default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--variants",
      split = ",",
      paramLabel = "VARIANT",
      description = "of ${COMPLETION-CANDIDATES}; default: all")
  private EnumSet<DrainVariant> variants = EnumSet.allOf(DrainVariant.class);

  @Option(
      names = "--schema",
      split = ",",
      paramLabel = "PART",
      defaultValue = "with,without",
      description = "messages with or without their schema part; default: ${DEFAULT-VALUE}")
  private EnumSet<SchemaPart> schema = EnumSet.allOf(SchemaPart.class);

  @Option(
      names = "--contestants",
      split = ",",
      paramLabel = "NAME",
      description = "of ${COMPLETION-CANDIDATES}; default: all")
  private EnumSet<ContestantKind> contestants = EnumSet.allOf(ContestantKind.class);

  @Option(
      names = "--parallelism",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2",
      description = "of the jobs; default: ${DEFAULT-VALUE}")
  private List<Integer> parallelism = new ArrayList<>();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "2",
      description = "of each topic; default: ${DEFAULT-VALUE}")
  private int partitions;

  @Option(
      names = "--jar",
      paramLabel = "NAME=FILE",
      description = "another build of Isomer's job, as one more contestant")
  private Map<String, Path> jars = new LinkedHashMap<>();

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "an option of Isomer's pipeline, such as sink.batch-rows=50000")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--jfr",
      paramLabel = "DIRECTORY",
      description = "records the TaskManager of each run with Java's Flight Recorder")
  private Path recordings;

  public int rows() {
    return rows;
  }

  public int repeats() {
    return repeats;
  }

  public long seed() {
    return seed;
  }

  public EnumSet<DrainVariant> variants() {
    return variants;
  }

  /** Whether messages carry the schema part: one or both. */
  public List<Boolean> schemaParts() {
    return schema.stream().map(part -> part == SchemaPart.WITH).toList();
  }

  EnumSet<ContestantKind> contestants() {
    return contestants;
  }

  public List<Integer> parallelism() {
    return parallelism;
  }

  public int partitions() {
    return partitions;
  }

  public Map<String, Path> jars() {
    return jars;
  }

  public Map<String, String> options() {
    return options;
  }

  public Optional<Path> recordings() {
    return Optional.ofNullable(recordings);
  }

  /** What takes part. */
  enum ContestantKind {
    ISOMER,
    TEXTBOOK,
    ROW_BY_ROW,
    BOUNDS
  }

  /** The two forms of Debezium's messages. */
  enum SchemaPart {
    WITH,
    WITHOUT
  }
}

package io.isomer.benchmarks.drain;

import io.isomer.benchmarks.data.Dataset;
import io.isomer.benchmarks.data.RecordedTable;
import io.isomer.benchmarks.data.Recorder;
import io.isomer.benchmarks.data.TopicFiller;
import io.isomer.benchmarks.data.TopicFiller.Filled;
import io.isomer.benchmarks.data.Workload;
import io.isomer.benchmarks.drain.DrainOptions.ContestantKind;
import io.isomer.testing.localstack.LocalStack;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Drains each dataset with each contestant, several times in turns. */
public final class DrainBenchmark {

  private static final Duration RUN_LIMIT = Duration.ofMinutes(15);

  private final LocalStack stack;
  private final DrainOptions options;
  private final Consumer<String> progress;

  /**
   * @param stack running
   * @param progress told in words what happens
   */
  public DrainBenchmark(LocalStack stack, DrainOptions options, Consumer<String> progress) {
    this.stack = stack;
    this.options = options;
    this.progress = progress;
  }

  /** Runs it. PostgreSQL and Connect are stopped after the recording: they would only disturb. */
  public List<DrainTable> run() throws IOException, SQLException {
    progress.accept("recording messages of the connector");
    Map<String, RecordedTable> recorded =
        new Recorder(stack.config()).record(DrainVariant.allTables());
    stack.part(PartName.CONNECT).stop();
    stack.part(PartName.POSTGRES).stop();
    List<DrainTable> tables = new ArrayList<>();
    for (DrainVariant variant : options.variants()) {
      RecordedTable sample = recorded.get(variant.table().name());
      for (boolean schemaPart : options.schemaParts()) {
        Dataset dataset =
            new Dataset(
                variant.title(), variant.workload(options.rows()), schemaPart, options.seed());
        tables.add(drain(dataset, sample));
      }
    }
    if (options.contestants().contains(ContestantKind.ROW_BY_ROW)) {
      Dataset few = new Dataset("few", DrainVariant.few(), true, options.seed());
      DrainTable table =
          new DrainTable(fill(few, recorded.get(DrainVariant.NARROW.table().name())));
      Contestant contestant = new RowByRowContestant(stack.config());
      for (int repeat = 1; repeat <= options.repeats(); repeat++) {
        run(contestant, table, repeat);
      }
      tables.add(table);
    }
    return tables;
  }

  private Filled fill(Dataset dataset, RecordedTable sample) throws IOException {
    long begin = System.nanoTime();
    Filled filled = new TopicFiller(stack.config(), options.partitions()).fill(dataset, sample);
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: filled with %,d messages of %,d bytes on average in %.1f s",
            dataset.title(),
            dataset.workload().changes(),
            filled.averageBytes(),
            (System.nanoTime() - begin) / 1e9));
    return filled;
  }

  private DrainTable drain(Dataset dataset, RecordedTable sample) throws IOException {
    DrainTable table = new DrainTable(fill(dataset, sample));
    for (int repeat = 1; repeat <= options.repeats(); repeat++) {
      for (Contestant contestant : contestants()) {
        Optional<String> declined = contestant.declines(dataset);
        if (declined.isPresent()) {
          table.declined(contestant.name(), declined.get());
        } else {
          run(contestant, table, repeat);
        }
      }
      if (options.contestants().contains(ContestantKind.BOUNDS)) {
        bounds(table);
      }
    }
    return table;
  }

  private void bounds(DrainTable table) throws IOException {
    progress.accept(table.filled().dataset().title() + ": parts of the way alone");
    Bounds bounds = new Bounds(stack.config(), table.filled());
    table.add(bounds.consume());
    table.add(bounds.decode());
    Workload workload = table.filled().dataset().workload();
    if (workload.distinct() && workload.tables().size() == 1 && !table.results().isEmpty()) {
      table.add(bounds.insert());
    }
  }

  private void run(Contestant contestant, DrainTable table, int repeat) throws IOException {
    Dataset dataset = table.filled().dataset();
    String file =
        (dataset.title() + "-" + contestant.name() + "-" + repeat).replaceAll("[^A-Za-z0-9]+", "-");
    DrainRun run = new DrainRun(stack, RUN_LIMIT, options.recordings());
    try {
      DrainResult result = run.run(contestant, table.filled(), file);
      table.add(contestant.name(), result);
      progress.accept(line(dataset, contestant, repeat, result));
    } catch (Await.AbortedException | Await.AwaitTimeoutException e) {
      table.refused(contestant.name(), e.getMessage());
      progress.accept(contestant.name() + " has no result: " + e.getMessage());
    }
  }

  private String line(Dataset dataset, Contestant contestant, int repeat, DrainResult result) {
    return String.format(
        Locale.ROOT,
        "%s: %s, run %d of %d: %,.0f rows/s (%,.0f from 10 %%), %.1f CPU s per million in the"
            + " TaskManager",
        dataset.title(),
        contestant.name(),
        repeat,
        options.repeats(),
        result.drainRowsPerSecond(),
        result.steadyRowsPerSecond(),
        result.processes().get(PartName.TASKMANAGER.title()).steadyCpuSecondsPerMillion());
  }

  private List<Contestant> contestants() {
    List<Contestant> contestants = new ArrayList<>();
    for (int parallelism : options.parallelism()) {
      if (options.contestants().contains(ContestantKind.ISOMER)) {
        isomers(parallelism).forEach(contestants::add);
      }
      if (options.contestants().contains(ContestantKind.TEXTBOOK)) {
        contestants.add(new TextbookContestant(stack.config(), parallelism));
      }
    }
    return contestants;
  }

  private Stream<Contestant> isomers(int parallelism) {
    Map<String, Path> jars = new LinkedHashMap<>();
    jars.put("Isomer", stack.config().installation().jobJar());
    jars.putAll(options.jars());
    return jars.entrySet().stream()
        .map(
            jar ->
                new IsomerContestant(
                    jar.getKey() + ", parallelism " + parallelism,
                    stack.config(),
                    jar.getValue(),
                    parallelism,
                    options.options()));
  }
}

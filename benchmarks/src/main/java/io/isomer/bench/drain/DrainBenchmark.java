package io.isomer.bench.drain;

import io.isomer.bench.data.Dataset;
import io.isomer.bench.data.RecordedTable;
import io.isomer.bench.data.Recorder;
import io.isomer.bench.data.TopicFiller;
import io.isomer.bench.data.TopicFiller.Filled;
import io.isomer.process.Await;
import io.isomer.stack.LocalStack;
import io.isomer.stack.PartName;
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
      for (boolean schemaPart : options.schemaParts()) {
        Dataset dataset =
            new Dataset(
                variant.title(), variant.workload(options.rows()), schemaPart, options.seed());
        tables.add(drain(dataset, recorded.get(variant.table().name())));
      }
    }
    return tables;
  }

  private DrainTable drain(Dataset dataset, RecordedTable sample) throws IOException {
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
    DrainRun run = new DrainRun(stack, RUN_LIMIT, options.recordings());
    DrainTable table = new DrainTable(filled);
    for (int repeat = 1; repeat <= options.repeats(); repeat++) {
      for (Contestant contestant : contestants()) {
        Optional<String> declined = contestant.declines(dataset);
        if (declined.isPresent()) {
          table.declined(contestant.name(), declined.get());
          continue;
        }
        String file =
            (dataset.title() + "-" + contestant.name() + "-" + repeat)
                .replaceAll("[^A-Za-z0-9]+", "-");
        try {
          DrainResult result = run.run(contestant, filled, file);
          table.add(contestant.name(), result);
          progress.accept(line(dataset, contestant, repeat, result));
        } catch (Await.AbortedException | Await.AwaitTimeoutException e) {
          table.refused(contestant.name(), e.getMessage());
          progress.accept(contestant.name() + " has no result: " + e.getMessage());
        }
      }
    }
    return table;
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
    Map<String, Path> jars = new LinkedHashMap<>();
    jars.put("Isomer", stack.config().installation().jobJar());
    jars.putAll(options.jars());
    List<Contestant> contestants = new ArrayList<>();
    for (int parallelism : options.parallelism()) {
      jars.forEach(
          (name, jar) ->
              contestants.add(
                  new IsomerContestant(
                      name + ", parallelism " + parallelism,
                      stack.config(),
                      jar,
                      parallelism,
                      options.options())));
    }
    return contestants;
  }
}

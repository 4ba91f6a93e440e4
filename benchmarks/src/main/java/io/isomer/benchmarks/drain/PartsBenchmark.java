package io.isomer.benchmarks.drain;

import io.isomer.benchmarks.data.Dataset;
import io.isomer.benchmarks.data.Messages;
import io.isomer.benchmarks.data.RecordedTable;
import io.isomer.benchmarks.data.Recorder;
import io.isomer.benchmarks.data.TopicFiller;
import io.isomer.benchmarks.data.TopicFiller.Filled;
import io.isomer.benchmarks.data.Workload;
import io.isomer.benchmarks.measure.ProcessMeter;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.localstack.LocalStack;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A steady stream of messages into Kafka for minutes: how many parts that makes, whether merges
 * keep up, and whether the TaskManager's memory grows.
 */
public final class PartsBenchmark {

  private static final long SAMPLE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long PAUSE_NANOS = 1_000_000;
  private static final Duration CATCH_UP = Duration.ofMinutes(10);

  private final LocalStack stack;
  private final int partitions;
  private final Map<String, String> options;
  private final Consumer<String> progress;
  private long begin;

  /**
   * @param options of the job that differ from their defaults
   * @param progress told in words what happens
   */
  public PartsBenchmark(
      LocalStack stack, int partitions, Map<String, String> options, Consumer<String> progress) {
    this.stack = stack;
    this.partitions = partitions;
    this.options = options;
    this.progress = progress;
  }

  /**
   * One look, every ten seconds.
   *
   * @param seconds since the stream's begin
   * @param sent messages so far
   * @param visible rows so far
   * @param inserted parts so far
   * @param active parts now
   * @param taskManagerBytes resident memory of the TaskManager
   */
  public record Sample(
      double seconds, long sent, long visible, long inserted, long active, long taskManagerBytes) {}

  /**
   * Sends at a fixed rate, then waits until all is visible and as it was sent.
   *
   * @param perSecond messages
   */
  public List<Sample> run(
      int perSecond, int seconds, long seed, boolean schemaPart, int parallelism)
      throws IOException, SQLException {
    RecordedTable recorded =
        new Recorder(stack.config())
            .record(List.of(DrainVariant.NARROW.table()))
            .get(DrainVariant.NARROW.table().name());
    stack.part(PartName.CONNECT).stop();
    stack.part(PartName.POSTGRES).stop();
    Workload workload = Workload.distinctRows(DrainVariant.NARROW.table(), perSecond * seconds);
    Dataset dataset = new Dataset("stream", workload, schemaPart, seed);
    TopicFiller filler = new TopicFiller(stack.config(), partitions);
    filler.create(dataset);
    Messages messages = new Messages(dataset, recorded);
    DrainTarget target = new DrainTarget(stack.config(), filled(dataset, messages));
    target.create();
    Contestant isomer =
        new IsomerContestant(
            "Isomer", stack.config(), stack.config().installation().jobJar(), parallelism, options);
    List<Sample> samples = new ArrayList<>();
    try (Contestant.Run run = isomer.start(dataset)) {
      send(filler, messages, perSecond, workload.changes(), target, run, samples);
      DrainTarget complete = new DrainTarget(stack.config(), filled(dataset, messages));
      Await.until(
          "all to be visible",
          CATCH_UP,
          () -> complete.visible() >= workload.changes() && complete.isComplete());
      samples.add(sample(workload.changes(), target));
    }
    return samples;
  }

  private static Filled filled(Dataset dataset, Messages messages) {
    return new Filled(dataset, messages.content(), 0, BigInteger.ZERO, messages.version());
  }

  private void send(
      TopicFiller filler,
      Messages messages,
      int perSecond,
      int count,
      DrainTarget target,
      Contestant.Run run,
      List<Sample> samples)
      throws IOException {
    begin = System.nanoTime();
    long nextSample = begin;
    try (TopicFiller.Sender sender = filler.sender()) {
      for (int sent = 0; sent < count; ) {
        long now = System.nanoTime();
        if (now >= nextSample) {
          nextSample += SAMPLE_NANOS;
          refuseFailure(run);
          samples.add(sample(sent, target));
          progress.accept(line(samples.get(samples.size() - 1)));
        }
        int due = (int) Math.min(count, (now - begin) / 1e9 * perSecond);
        if (due <= sent) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
        for (; sent < due; sent++) {
          sender.send(messages.next());
        }
      }
    }
  }

  private static void refuseFailure(Contestant.Run run) throws IOException {
    var failure = run.failure();
    if (failure.isPresent()) {
      throw new IOException("the job has failed: " + failure.get());
    }
  }

  private Sample sample(long sent, DrainTarget target) throws IOException {
    String[] parts =
        new ClickHouseSql(stack.config())
            .execute(
                // each insert takes a block number
                "SELECT max(max_block_number), countIf(active) FROM system.parts WHERE database ="
                    + " '%s' AND table = '%s'"
                        .formatted(
                            stack.config().clickhouseDatabase(),
                            DrainVariant.NARROW.table().versionsTable()))
            .strip()
            .split("\t");
    return new Sample(
        (System.nanoTime() - begin) / 1e9,
        sent,
        target.visible(),
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        new ProcessMeter(stack.part(PartName.TASKMANAGER).pid()).residentBytes());
  }

  private static String line(Sample sample) {
    return String.format(
        Locale.ROOT,
        "%4.0f s: %,d sent, %,d visible, %d parts inserted, %d active, TaskManager %d MiB",
        sample.seconds(),
        sample.sent(),
        sample.visible(),
        sample.inserted(),
        sample.active(),
        sample.taskManagerBytes() >> 20);
  }
}

package io.isomer.benchmarks.drain;

import io.isomer.control.flink.FlinkCli;
import io.isomer.control.flink.FlinkRest;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A job that was submitted by the real {@code flink run}. */
final class FlinkRun implements Contestant.Run {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Set<String> WELL =
      Set.of("INITIALIZING", "CREATED", "RUNNING", "CANCELLING", "CANCELED");

  private final StackConfig stack;
  private final FlinkRest flink;
  private final String job;

  private FlinkRun(StackConfig stack, String job) {
    this.stack = stack;
    this.flink = new FlinkRest(stack);
    this.job = job;
  }

  /** Submits a job and returns when the command has ended. */
  static FlinkRun submit(StackConfig stack, int parallelism, Path jar, List<String> arguments)
      throws IOException {
    List<String> options = List.of("-p", String.valueOf(parallelism));
    return new FlinkRun(stack, new FlinkCli(stack).run(options, jar, arguments));
  }

  @Override
  public Optional<String> failure() throws IOException {
    return flink.jobs().stream()
        .filter(listed -> listed.id().equals(job) && !WELL.contains(listed.state()))
        .findFirst()
        .map(listed -> listed.state() + ": " + reason());
  }

  private String reason() {
    try {
      return flink.failure(job);
    } catch (IOException e) { // the state alone must do
      return "its reason cannot be read: " + e.getMessage();
    }
  }

  @Override
  public void close() throws IOException {
    Http.sendJson("PATCH", stack.flinkUrl() + "/jobs/" + job + "?mode=cancel", "");
    Await.until(
        "the job to end",
        LIMIT,
        () -> flink.jobs().stream().noneMatch(j -> j.id().equals(job) && j.active()));
  }
}

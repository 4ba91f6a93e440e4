package io.isomer.control.command;

import io.isomer.control.connect.Connector;
import io.isomer.control.flink.FlinkRest;
import io.isomer.control.kafka.Topics;
import io.isomer.control.terminal.Terminal;
import io.isomer.control.terminal.TextTable;
import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * How the pipeline is, as far as its parts can be asked.
 *
 * @param connectors each connector's state and those of its tasks
 * @param lagRecords by topic: records not yet behind a checkpoint of the job
 * @param unknown what could not be found out, and why
 */
record PipelineStatus(
    Map<String, List<String>> connectors,
    List<Job> jobs,
    Map<String, Long> lagRecords,
    List<String> unknown) {

  /** A job; no checkpoint is -1 and an empty path. */
  record Job(
      String id,
      String name,
      String state,
      long checkpoint,
      String completedAt,
      String checkpointPath,
      String failure) {}

  /** Asks every part; one that does not answer leaves the others' answers as they are. */
  static PipelineStatus read(StackAccess stack) {
    List<String> unknown = new ArrayList<>();
    return new PipelineStatus(
        ask("connectors", unknown, Map.of(), () -> connectors(stack)),
        ask("jobs", unknown, List.of(), () -> jobs(stack)),
        ask("lag", unknown, Map.of(), () -> Topics.lag(stack)),
        unknown);
  }

  private static <T> T ask(String what, List<String> unknown, T none, Callable<T> question) {
    try {
      return question.call();
    } catch (Exception e) { // a part that is down is a status to report, not a failure of ours
      unknown.add(what + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()));
      return none;
    }
  }

  private static Map<String, List<String>> connectors(StackAccess stack) throws IOException {
    Map<String, List<String>> states = new TreeMap<>();
    for (Connector connector : Connector.in(stack.installation().connectors())) {
      states.put(connector.name(), connector.states(stack));
    }
    return states;
  }

  private static List<Job> jobs(StackAccess stack) throws IOException {
    FlinkRest flink = new FlinkRest(stack);
    List<Job> jobs = new ArrayList<>();
    for (FlinkRest.Job job : flink.jobs()) {
      FlinkRest.Checkpoint last =
          flink
              .lastCheckpoint(job.id())
              .orElse(new FlinkRest.Checkpoint(-1, Instant.EPOCH, Duration.ZERO, ""));
      jobs.add(
          new Job(
              job.id(),
              job.name(),
              job.state(),
              last.id(),
              last.completed().toString(),
              last.path(),
              job.state().equals("RUNNING") ? "" : flink.failure(job.id())));
    }
    return jobs;
  }

  List<String> lines() {
    TextTable table = new TextTable();
    connectors.forEach((name, states) -> table.row("connector", name, String.join(", ", states)));
    for (Job job : jobs) {
      table.row("job", job.name() + " " + job.id(), job.state());
      if (!job.failure().isEmpty()) {
        table.row("", "", Terminal.bad(job.failure()));
      }
      table.row(
          "checkpoint",
          job.checkpoint() < 0 ? "none yet" : job.checkpoint() + ", at " + job.completedAt(),
          job.checkpointPath());
    }
    lagRecords.forEach((topic, lag) -> table.row("lag", topic, lag + " records"));
    unknown.forEach(reason -> table.row("unknown", reason));
    return table.lines();
  }
}

package io.isomer.control.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.access.FlinkAccess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the JobManager tells about its jobs. */
public final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED");

  private final String url;

  public FlinkRest(FlinkAccess flink) {
    this.url = flink.flinkUrl();
  }

  /** A job as listed. */
  public record Job(String id, String name, String state) {

    /** Whether it runs or will, by itself, run again. */
    public boolean active() {
      return !ENDED.contains(state);
    }
  }

  /** A completed checkpoint or savepoint. */
  public record Checkpoint(long id, Instant completed, Duration taken, String path) {}

  /** All jobs that the JobManager knows, the newest first. */
  public List<Job> jobs() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    get("/jobs/overview").get("jobs").forEach(found::add);
    found.sort(
        Comparator.comparingLong((JsonNode job) -> job.path("start-time").asLong()).reversed());
    return found.stream()
        .map(
            job ->
                new Job(
                    job.get("jid").asText(), job.get("name").asText(), job.get("state").asText()))
        .toList();
  }

  /** The job that runs; none when there is none. */
  public Optional<Job> activeJob() throws IOException {
    return jobs().stream().filter(Job::active).findFirst();
  }

  /** The job of that name that runs; none when there is none. */
  public Optional<Job> activeJob(String name) throws IOException {
    return jobs().stream().filter(job -> job.name().equals(name) && job.active()).findFirst();
  }

  /** Task slots that no job uses. */
  public int freeSlots() throws IOException {
    return get("/overview").get("slots-available").asInt();
  }

  /**
   * How wide the job runs where an operator does not say otherwise; empty while the JobManager
   * prepares it, and answers 1 whatever it will be.
   */
  public OptionalInt parallelism(String job) throws IOException {
    if (get("/jobs/" + job).get("state").asText().equals("INITIALIZING")) {
      return OptionalInt.empty();
    }
    JsonNode config = get("/jobs/" + job + "/config").path("execution-config");
    return OptionalInt.of(config.path("job-parallelism").asInt());
  }

  /** Whether every task of the job runs, not merely the job. */
  public boolean allTasksRunning(String job) throws IOException {
    JsonNode counts = get("/jobs/" + job).get("status-counts");
    JsonNode vertices = get("/jobs/" + job).get("vertices");
    return counts.get("RUNNING").asInt() == vertices.size();
  }

  /** The job's newest completed checkpoint; none before the first. */
  public Optional<Checkpoint> lastCheckpoint(String job) throws IOException {
    JsonNode completed = get("/jobs/" + job + "/checkpoints").path("latest").path("completed");
    if (!completed.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new Checkpoint(
            completed.get("id").asLong(),
            Instant.ofEpochMilli(completed.get("latest_ack_timestamp").asLong()),
            Duration.ofMillis(completed.get("end_to_end_duration").asLong()),
            completed.get("external_path").asText()));
  }

  /** The savepoint or checkpoint that the job went on from; none when it started fresh. */
  public Optional<String> restoredFrom(String job) throws IOException {
    JsonNode restored = get("/jobs/" + job + "/checkpoints").path("latest").path("restored");
    return Optional.ofNullable(restored.path("external_path").textValue());
  }

  /** The names of the job's tasks, in the order of the data. */
  public List<String> vertexNames(String job) throws IOException {
    List<String> names = new ArrayList<>();
    get("/jobs/" + job).get("vertices").forEach(vertex -> names.add(vertex.get("name").asText()));
    return names;
  }

  /** Asks for a checkpoint now, whatever the job's interval; does not wait for it. */
  public void triggerCheckpoint(String job) throws IOException {
    String checkpoints = url + "/jobs/" + job + "/checkpoints";
    Http.Reply reply = Http.sendJson("POST", checkpoints, "{\"checkpointType\":\"FULL\"}");
    if (!reply.ok()) {
      throw new IOException("Flink refuses a checkpoint: " + reply.body());
    }
  }

  /** The innermost reason why a job failed or restarts; empty when there is none. */
  public String failure(String job) throws IOException {
    JsonNode entries = get("/jobs/" + job + "/exceptions").path("exceptionHistory").path("entries");
    String trace = entries.path(0).path("stacktrace").asText("");
    List<String> causes = trace.lines().filter(line -> line.startsWith("Caused by: ")).toList();
    return causes.isEmpty()
        ? trace.lines().findFirst().orElse("")
        : causes.get(causes.size() - 1).substring("Caused by: ".length());
  }

  private JsonNode get(String path) throws IOException {
    Http.Reply reply = Http.get(url + path);
    if (!reply.ok()) {
      throw new IOException("Flink answers " + reply.status() + " to " + path);
    }
    return JSON.readTree(reply.body());
  }
}

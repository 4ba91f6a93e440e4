package io.isomer.control.watchdog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.testing.localstack.Http;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Restarts connectors and tasks that have failed, as they do when Kafka or PostgreSQL has been away
 * for longer than they wait: Kafka Connect leaves them so. One that fails again and again is
 * restarted after longer and longer pauses, of a minute at most. What somebody has paused or
 * stopped stays so.
 */
public final class ConnectorWatchdog implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_MILLIS = 2000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

  /** Until when a connector is left alone, in {@link System#nanoTime()}'s terms. */
  private record Rest(Duration pause, long untilNanos) {}

  private final String connectUrl;
  private final Consumer<String> log;
  private final WatchdogThread thread;
  private final Map<String, Rest> rests = new HashMap<>();

  /**
   * @param connectUrl Connect's REST interface
   * @param log hears what it does, and why a connector has failed
   */
  public ConnectorWatchdog(String connectUrl, Consumer<String> log) {
    this.connectUrl = connectUrl;
    this.log = log;
    this.thread =
        new WatchdogThread("the connectors", LOOK_MILLIS, () -> look(System.nanoTime()), log);
  }

  /** Begins to watch all connectors. */
  public void start() {
    thread.start();
  }

  /** Restarts what has failed and has rested. */
  void look(long now) throws IOException {
    Http.Reply reply = Http.get(connectUrl + "/connectors?expand=status");
    if (!reply.ok()) {
      throw new IOException("Connect answers with status " + reply.status());
    }
    for (Map.Entry<String, JsonNode> entry : JSON.readTree(reply.body()).properties()) {
      JsonNode status = entry.getValue().path("status");
      Optional<Rest> last = Optional.ofNullable(rests.get(entry.getKey()));
      long rested = last.map(rest -> now - rest.untilNanos()).orElse(0L);
      if (rested >= 0 && status.findValuesAsText("state").contains("FAILED")) {
        rests.put(entry.getKey(), next(last, now));
        restart(entry.getKey(), status);
      } else if (rested > MAX_PAUSE.toNanos()) { // one that runs for less may fail again
        rests.remove(entry.getKey());
      }
    }
  }

  private static Rest next(Optional<Rest> last, long now) {
    Duration pause =
        last.map(Rest::pause)
            .map(before -> before.multipliedBy(2))
            .map(twice -> twice.compareTo(MAX_PAUSE) < 0 ? twice : MAX_PAUSE)
            .orElse(FIRST_PAUSE);
    return new Rest(pause, now + pause.toNanos());
  }

  private void restart(String name, JsonNode status) throws IOException {
    log.accept("connector " + name + " has failed and is restarted: " + reason(status));
    Http.Reply reply =
        Http.sendJson(
            "POST",
            connectUrl
                + "/connectors/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")
                + "/restart?includeTasks=true&onlyFailed=true",
            "");
    if (!reply.ok()) { // such as 409 while tasks move from worker to worker
      log.accept("connector " + name + " is not restarted yet: " + reply.body());
    }
  }

  /** The last cause, which is the first that was thrown. */
  private static String reason(JsonNode status) {
    return status.findValuesAsText("trace").stream()
        .flatMap(String::lines)
        .filter(line -> !line.startsWith("\t"))
        .reduce((first, last) -> last)
        .orElse("Connect does not say why");
  }

  /** From now on the connectors stay as they are. */
  @Override
  public void close() {
    thread.close();
  }
}

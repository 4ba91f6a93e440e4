package io.isomer.control.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.access.ConnectAccess;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A connector of {@code connectors/}.
 *
 * @param name the file's name without {@code .json}
 * @param settings the file's content
 */
public record Connector(String name, JsonNode settings) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOPIC_CREATION = "topic.creation.default.";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int TRACE_LINES = 5;

  /** All connectors in a directory, by name. */
  public static List<Connector> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Connector> connectors = new java.util.ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        connectors.add(new Connector(name, JSON.readTree(file.toFile())));
      }
      return connectors;
    }
  }

  /** The settings as Connect gives them out: each value a text. */
  public Map<String, String> settingsByName() {
    return JSON.convertValue(settings, new TypeReference<Map<String, String>>() {});
  }

  /** The topics of the connector's tables. */
  public List<String> topics() {
    String prefix = setting("topic.prefix");
    return Arrays.stream(setting("table.include.list").split(","))
        .map(table -> prefix + "." + table.strip())
        .toList();
  }

  /** Its replication slot. */
  public String slot() {
    return setting("slot.name");
  }

  /** How many partitions its topics have. */
  public int partitions() {
    return Integer.parseInt(setting(TOPIC_CREATION + "partitions"));
  }

  /** The settings of the topics that Connect would create for it, but for the copies' number. */
  public Map<String, String> topicSettings() {
    Map<String, String> found = new TreeMap<>();
    settings
        .properties()
        .forEach(
            setting -> {
              if (setting.getKey().startsWith(TOPIC_CREATION)) {
                found.put(
                    setting.getKey().substring(TOPIC_CREATION.length()),
                    setting.getValue().asText());
              }
            });
    found.keySet().removeAll(Set.of("partitions", "replication.factor"));
    return found;
  }

  private String setting(String key) {
    JsonNode value = settings.get(key);
    if (value == null) {
      throw new IllegalArgumentException("connector " + name + " does not set " + key);
    }
    return value.asText();
  }

  /** Creates the connector, or gives it these settings. */
  public void register(ConnectAccess connect) {
    String url = url(connect) + "/config";
    Await.until(
        "Connect to accept connector " + name,
        LIMIT,
        () -> {
          Http.Reply reply = Http.sendJson("PUT", url, settings.toString());
          if (reply.status() == 400) { // it will not get better by asking again
            throw new Await.AbortedException(
                "Connect refuses connector " + name + ": " + message(reply));
          }
          return reply.ok(); // anything else, such as 409, is a rebalance that passes
        });
  }

  /**
   * Waits until the connector and its task run. A task that has failed is restarted once: it may
   * have been started before the database was up.
   *
   * @throws Await.AbortedException with the first lines of the reason when it fails
   */
  public void awaitRunning(ConnectAccess connect) throws IOException {
    if (awaitSettled(connect).contains("FAILED")) {
      Http.sendJson("POST", url(connect) + "/restart?includeTasks=true&onlyFailed=true", "");
      Await.until("connector " + name + " to restart", LIMIT, () -> !failed(connect));
      if (awaitSettled(connect).contains("FAILED")) {
        throw new Await.AbortedException("connector " + name + " has failed:\n" + trace(connect));
      }
    }
  }

  /** The states once each is RUNNING or FAILED. */
  private List<String> awaitSettled(ConnectAccess connect) throws IOException {
    Await.until(
        "connector " + name + " to run",
        LIMIT,
        () -> {
          List<String> states = states(connect);
          return states.contains("FAILED")
              || states.size() > 1 && states.stream().allMatch("RUNNING"::equals);
        },
        () -> lastSeen(connect));
    return states(connect);
  }

  private boolean failed(ConnectAccess connect) throws IOException {
    return states(connect).contains("FAILED");
  }

  private String lastSeen(ConnectAccess connect) {
    try {
      return states(connect).toString();
    } catch (IOException e) { // this is what was last seen
      return String.valueOf(e.getMessage());
    }
  }

  /** The connector's state and those of its tasks; empty while Connect does not know it. */
  public List<String> states(ConnectAccess connect) throws IOException {
    return status(connect).findValuesAsText("state");
  }

  /**
   * Why the connector or its task has failed, in its causes' first lines; empty when neither has.
   */
  public String failure(ConnectAccess connect) throws IOException {
    return status(connect).findValuesAsText("trace").stream()
        .flatMap(String::lines)
        .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
        .collect(Collectors.joining("\n"));
  }

  private String trace(ConnectAccess connect) throws IOException {
    return status(connect).findValuesAsText("trace").stream()
        .flatMap(trace -> trace.lines().limit(TRACE_LINES))
        .collect(Collectors.joining("\n"));
  }

  private JsonNode status(ConnectAccess connect) throws IOException {
    Http.Reply reply = Http.get(url(connect) + "/status");
    return reply.ok() ? JSON.readTree(reply.body()) : JSON.createObjectNode();
  }

  private String url(ConnectAccess connect) {
    return connect.connectUrl() + "/connectors/" + name;
  }

  private static String message(Http.Reply reply) throws IOException {
    return JSON.readTree(reply.body()).path("message").asText(reply.body());
  }
}

package io.isomer.testing.e2e.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.testing.localstack.Installation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The services of docker-compose.yml. */
public final class ComposeServices {

  private static final Set<String> ONCE = Set.of("flink-directories", "setup");

  private ComposeServices() {}

  /** Each service's settings by its name. */
  static Map<String, JsonNode> all() throws IOException {
    Map<String, JsonNode> services = new TreeMap<>();
    Yaml.read(Installation.locate().home().resolve("docker-compose.yml"))
        .get("services")
        .properties()
        .forEach(service -> services.put(service.getKey(), service.getValue()));
    return services;
  }

  /** Whether a service does its step and ends. */
  static boolean endsByItself(String service) {
    return ONCE.contains(service);
  }

  /** The names of those that run until they are stopped. */
  public static List<String> thatStay() throws IOException {
    return all().keySet().stream().filter(service -> !endsByItself(service)).toList();
  }
}

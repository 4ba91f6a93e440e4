package io.isomer.testing.e2e.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.testing.localstack.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Grafana dashboard as provisioned. */
public final class Dashboard {

  static final Path FILE =
      Installation.locate().home().resolve("monitoring/grafana/dashboards/isomer.json");

  private Dashboard() {}

  static JsonNode read() throws IOException {
    return new ObjectMapper().readTree(FILE.toFile());
  }

  /** Each query by the panel's title and the query's letter. */
  public static Map<String, String> queries() throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    for (JsonNode panel : read().get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        queries.put(
            panel.get("title").asText() + " " + target.get("refId").asText(),
            target.get("expr").asText());
      }
    }
    return queries;
  }
}

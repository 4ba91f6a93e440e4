package io.isomer.control.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.testing.localstack.Http;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The connectors that a Kafka Connect knows. */
public final class Connectors {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Connectors() {}

  /**
   * The settings of Debezium's PostgreSQL connectors, by the connectors' names.
   *
   * @param connectUrl Connect's REST interface
   */
  public static Map<String, Map<String, String>> settings(String connectUrl) throws IOException {
    Http.Reply reply = Http.get(connectUrl + "/connectors?expand=info");
    if (!reply.ok()) {
      throw new IOException("Connect at " + connectUrl + " answers " + reply.body());
    }
    Map<String, Map<String, String>> connectors = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : JSON.readTree(reply.body()).properties()) {
      JsonNode config = entry.getValue().path("info").path("config");
      if (config.path("connector.class").asText().endsWith("PostgresConnector")) {
        connectors.put(
            entry.getKey(), JSON.convertValue(config, new TypeReference<Map<String, String>>() {}));
      }
    }
    return connectors;
  }
}

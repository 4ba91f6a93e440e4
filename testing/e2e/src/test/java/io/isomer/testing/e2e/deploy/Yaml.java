package io.isomer.testing.e2e.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML files as trees. */
final class Yaml {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Yaml() {}

  /** The only document of a file, with YAML 1.1's merge keys resolved, as Compose does. */
  static JsonNode read(Path file) throws IOException {
    return documents(Files.newInputStream(file)).get(0);
  }

  /** All documents. */
  static List<JsonNode> documents(InputStream stream) throws IOException {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    List<JsonNode> documents = new ArrayList<>();
    try (stream) {
      for (Object document : new Load(settings).loadAllFromInputStream(stream)) {
        documents.add(JSON.valueToTree(merged(document)));
      }
    }
    return documents;
  }

  private static Object merged(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().map(Yaml::merged).toList();
    }
    if (!(node instanceof Map<?, ?> map)) {
      return node;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    if (map.get("<<") instanceof Map<?, ?> base) {
      ((Map<?, ?>) merged(base)).forEach((key, value) -> result.put(key.toString(), value));
    }
    map.forEach(
        (key, value) -> {
          if (!key.equals("<<")) {
            result.put(key.toString(), merged(value));
          }
        });
    return result;
  }
}

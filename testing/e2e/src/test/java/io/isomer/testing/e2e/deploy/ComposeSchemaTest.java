package io.isomer.testing.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.isomer.testing.localstack.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Validates docker-compose.yml without Compose, which not every machine has. */
class ComposeSchemaTest {

  private final ObjectNode file;

  ComposeSchemaTest() throws IOException {
    file = (ObjectNode) Yaml.read(Installation.locate().home().resolve("docker-compose.yml"));
  }

  @Test
  void theFileIsValid() throws IOException {
    assertThat(mistakes()).isEmpty();
  }

  @Test
  void theSchemaFindsMistakes() throws IOException {
    object("/services/kafka").put("mem_limits", "1g");
    object("/services/kafka/environment").put("KAFKA_AUTO_CREATE_TOPICS_ENABLE", false);
    object("/services/connect/depends_on/kafka").put("condition", "healthy");
    object("/services/grafana/healthcheck").put("interval", 15);
    object("/services/postgres").putArray("volumes").add("postgres-data");
    file.putObject("volume");
    assertThat(mistakes())
        .containsExactlyInAnyOrder(
            "$",
            "$.services.kafka",
            "$.services.kafka.environment.KAFKA_AUTO_CREATE_TOPICS_ENABLE",
            "$.services.connect.depends_on.kafka.condition",
            "$.services.grafana.healthcheck.interval",
            "$.services.postgres.volumes[0]");
  }

  private ObjectNode object(String path) {
    return (ObjectNode) file.at(path);
  }

  /** Where they are. */
  private List<String> mistakes() throws IOException {
    InputStream stream = ComposeSchemaTest.class.getResourceAsStream("/compose-schema.yaml");
    JsonNode schema = Yaml.documents(stream).get(0);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema)
        .validate(file)
        .stream()
        .map(message -> message.getInstanceLocation().toString())
        .toList();
  }
}

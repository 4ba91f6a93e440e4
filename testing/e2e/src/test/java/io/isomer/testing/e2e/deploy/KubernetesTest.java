package io.isomer.testing.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.isomer.testing.localstack.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Validates the FlinkDeployment against the operator's own CRD. Maven Central has it up to operator
 * 1.10, whose list of Flink versions ends before ours; all else in it is ours to keep to.
 */
class KubernetesTest {

  private static final String CRD = "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
  private static final Path DIRECTORY = Installation.locate().home().resolve("deploy/kubernetes");

  @Test
  void theDeploymentIsValid() throws IOException {
    assertThat(problems(deployment())).isEmpty();
  }

  @Test
  void theSchemaFindsMistakes() throws IOException {
    ObjectNode deployment = (ObjectNode) deployment();
    ((ObjectNode) deployment.at("/spec/job")).put("upgradeMode", "sometimes");
    ((ObjectNode) deployment.at("/spec/jobManager")).put("replica", 2);
    ((ObjectNode) deployment.at("/spec")).put("serviceAccount", 7);
    assertThat(problems(deployment).stream().map(m -> m.getInstanceLocation().toString()))
        .containsExactlyInAnyOrder(
            "$.spec.job.upgradeMode", "$.spec.jobManager", "$.spec.serviceAccount");
  }

  @Test
  void itIsHighlyAvailableAndKeepsItsStateInObjectStorage() throws IOException {
    JsonNode spec = deployment().get("spec");
    JsonNode configuration = spec.get("flinkConfiguration");
    assertThat(configuration.get("high-availability.type").asText()).isEqualTo("kubernetes");
    for (String directory :
        Set.of(
            "high-availability.storageDir",
            "execution.checkpointing.dir",
            "execution.checkpointing.savepoint-dir")) {
      assertThat(configuration.get(directory).asText()).startsWith("s3://");
    }
    assertThat(spec.at("/job/upgradeMode").asText()).isEqualTo("savepoint");
    assertThat(spec.has("mode") ? spec.get("mode").asText() : "native").isEqualTo("native");
  }

  /** The three places that name Flink's version. */
  @Test
  void itIsForTheFlinkThatTheJobIsBuiltFor() throws IOException {
    String dockerfile = Files.readString(DIRECTORY.resolve("Dockerfile"));
    String from = dockerfile.lines().filter(l -> l.startsWith("FROM ")).findFirst().orElseThrow();
    String compose =
        Yaml.read(Installation.locate().home().resolve("docker-compose.yml"))
            .at("/services/jobmanager/image")
            .asText();
    assertThat(from).isEqualTo("FROM " + compose);
    String[] version = compose.replaceAll(".*:|-.*", "").split("\\.");
    assertThat(deployment().at("/spec/flinkVersion").asText())
        .isEqualTo("v" + version[0] + "_" + version[1]);
  }

  private static JsonNode deployment() throws IOException {
    return Yaml.read(DIRECTORY.resolve("flink-deployment.yaml"));
  }

  private static Set<ValidationMessage> problems(JsonNode deployment) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema());
    return schema.validate(deployment).stream().collect(Collectors.toSet());
  }

  private static JsonNode schema() throws IOException {
    InputStream crd = KubernetesTest.class.getClassLoader().getResourceAsStream(CRD);
    JsonNode schema = null;
    for (JsonNode version : Yaml.documents(crd).get(0).at("/spec/versions")) {
      if (version.get("name").asText().equals("v1beta1")) {
        schema = version.at("/schema/openAPIV3Schema");
      }
    }
    assertThat(schema).isNotNull();
    ((ObjectNode) schema.at("/properties/spec/properties/flinkVersion")).remove("enum");
    // what every Kubernetes object has beside what its CRD lists
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties.putObject("apiVersion").put("const", "flink.apache.org/v1beta1");
    properties.putObject("kind").put("const", "FlinkDeployment");
    properties.putObject("metadata").put("type", "object");
    refuseUnknown(schema);
    return schema;
  }

  /** As the API server with strict validation does: what the schema does not list is a mistake. */
  private static void refuseUnknown(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      boolean open =
          object.path("x-kubernetes-preserve-unknown-fields").asBoolean()
              || object.has("additionalProperties");
      if (object.path("properties").isObject() && !open) {
        object.put("additionalProperties", false);
      }
      object.forEach(KubernetesTest::refuseUnknown);
    } else if (schema instanceof ArrayNode array) {
      array.forEach(KubernetesTest::refuseUnknown);
    }
  }
}

package io.isomer.testing.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.testing.localstack.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the dashboard to what Grafana needs to show it. */
class DashboardTest {

  private static final Path PROVISIONING =
      Installation.locate().home().resolve("monitoring/grafana/provisioning");

  @Test
  void everyPanelHasATitleADescriptionAPlaceAndQueries() throws IOException {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : Dashboard.read().get("panels")) {
      String title = panel.path("title").asText();
      assertThat(title).isNotBlank();
      assertThat(panel.path("description").asText()).as(title).isNotBlank();
      assertThat(ids.add(panel.get("id").asInt())).as(title).isTrue();
      assertThat(panel.get("gridPos").get("x").asInt() + panel.get("gridPos").get("w").asInt())
          .as(title)
          .isLessThanOrEqualTo(24);
      assertThat(panel.get("targets")).as(title).isNotEmpty();
    }
    assertThat(Dashboard.queries()).isNotEmpty().doesNotContainValue("");
  }

  @Test
  void queriesGoToTheProvisionedDataSource() throws IOException {
    JsonNode source = Yaml.read(PROVISIONING.resolve("datasources/prometheus.yaml"));
    String uid = source.get("datasources").get(0).get("uid").asText();
    for (JsonNode panel : Dashboard.read().get("panels")) {
      assertThat(panel.get("datasource").get("uid").asText()).isEqualTo(uid);
    }
  }
}

package io.isomer.control.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.testing.localstack.Installation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConnectorTest {

  private static Connector shipped() throws IOException {
    return Connector.in(Installation.locate().connectors()).stream()
        .filter(connector -> connector.name().equals("dw-currency"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void topicsFollowFromPrefixAndTables() throws IOException {
    assertThat(shipped().topics()).containsExactly("isomer.public.dw_currency");
    assertThat(shipped().partitions()).isEqualTo(2);
  }

  @Test
  void noSecretIsInTheFile() throws IOException {
    assertThat(shipped().settings().get("database.password").asText())
        .isEqualTo("${env:ISOMER_POSTGRES_PASSWORD}");
    assertThat(shipped().settings().get("database.user").asText()).startsWith("${env:");
  }

  @Test
  void nullsAreNeverReplacedByDefaults() throws IOException {
    assertThat(shipped().settings().get("value.converter.replace.null.with.default").asText())
        .isEqualTo("false");
  }

  @Test
  void missingSettingIsNamed() {
    Connector bare = new Connector("bare", new ObjectMapper().createObjectNode());
    assertThatThrownBy(bare::topics)
        .hasMessageContaining("bare")
        .hasMessageContaining("topic.prefix");
  }
}

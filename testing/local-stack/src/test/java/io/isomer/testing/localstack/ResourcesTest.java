package io.isomer.testing.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourcesTest {

  @TempDir Path dir;

  @Test
  void placeholdersAreFilled() throws IOException {
    Path file =
        Resources.fill(
            "kafka-server.properties",
            dir,
            Map.of("port", 1001, "controllerPort", 1002, "data", "/data"));
    assertThat(file)
        .content()
        .contains("CLIENT://127.0.0.1:1001", "voters=1@127.0.0.1:1002", "log.dirs=/data");
  }

  @Test
  void forgottenPlaceholderIsRefused() {
    assertThatThrownBy(() -> Resources.fill("kafka-server.properties", dir, Map.of("port", 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("kafka-server.properties");
  }
}

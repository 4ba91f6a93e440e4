package io.isomer.testing.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheTest {

  @Test
  void ownVariableThenXdgThenHome() {
    Map<String, String> both = Map.of("ISOMER_CACHE", "/own", "XDG_CACHE_HOME", "/xdg");
    assertThat(Cache.directory(both, "/home/me")).isEqualTo(Path.of("/own"));
    assertThat(Cache.directory(Map.of("XDG_CACHE_HOME", "/xdg"), "/home/me"))
        .isEqualTo(Path.of("/xdg/isomer"));
    assertThat(Cache.directory(Map.of("XDG_CACHE_HOME", ""), "/home/me"))
        .isEqualTo(Path.of("/home/me/.cache/isomer"));
  }
}

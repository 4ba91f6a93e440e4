package io.isomer.testing.localstack;

import java.nio.file.Path;
import java.util.Map;

/** The directory for what is fetched or unpacked once and used by every stack of this user. */
public final class Cache {

  private Cache() {}

  /** {@code $ISOMER_CACHE}, else {@code $XDG_CACHE_HOME/isomer}, else {@code ~/.cache/isomer}. */
  public static Path directory() {
    return directory(System.getenv(), System.getProperty("user.home"));
  }

  static Path directory(Map<String, String> environment, String home) {
    String own = environment.getOrDefault("ISOMER_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath();
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches = xdg.isEmpty() ? Path.of(home, ".cache") : Path.of(xdg);
    return caches.resolve("isomer").toAbsolutePath();
  }
}

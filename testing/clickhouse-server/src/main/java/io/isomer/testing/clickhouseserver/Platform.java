package io.isomer.testing.clickhouseserver;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** An operating system and a processor, as chDB's npm packages name them. */
record Platform(String system, String processor) {

  private static final Map<Platform, String> PACKAGES =
      Map.of(
          new Platform("linux", "x64"), "@chdb/lib-linux-x64-gnu",
          new Platform("linux", "arm64"), "@chdb/lib-linux-arm64-gnu",
          new Platform("darwin", "x64"), "@chdb/lib-darwin-x64",
          new Platform("darwin", "arm64"), "@chdb/lib-darwin-arm64");

  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** From the values of Java's {@code os.name} and {@code os.arch}. */
  static Platform of(String osName, String osArch) {
    String system = osName.toLowerCase(Locale.ROOT);
    String processor = osArch.toLowerCase(Locale.ROOT);
    return new Platform(
        system.startsWith("mac") ? "darwin" : system,
        switch (processor) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64" -> "arm64";
          default -> processor;
        });
  }

  /**
   * The package with the library.
   *
   * @throws IOException when there is none for this platform
   */
  String npmPackage() throws IOException {
    String name = PACKAGES.get(this);
    if (name == null) {
      throw new IOException(
          "there is no chDB for "
              + system
              + " on "
              + processor
              + ": install ClickHouse, so that the command clickhouse is on the PATH");
    }
    return name;
  }
}

package io.isomer.testing.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Configuration files that lie beside the classes. */
final class Resources {

  private Resources() {}

  /** Copies a file as it is. */
  static Path copy(String name, Path directory) throws IOException {
    return fill(name, directory, Map.of());
  }

  /** Adds settings to a file of properties; they win over those in front of them. */
  static void append(Path file, Map<String, String> settings) throws IOException {
    Map<String, String> escaped = new LinkedHashMap<>(settings);
    escaped.replaceAll((key, value) -> value.replace("\\", "\\\\"));
    append(file, "=", escaped);
  }

  /** Adds settings to a file that has one in each line, as they are. */
  static void append(Path file, String between, Map<String, String> settings) throws IOException {
    StringBuilder text = new StringBuilder("\n");
    settings.forEach((key, value) -> text.append(key).append(between).append(value).append('\n'));
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  /**
   * Copies a file, replacing every <code>@{key}</code>.
   *
   * @throws IllegalStateException when one is left without a value
   */
  static Path fill(String name, Path directory, Map<String, ?> values) throws IOException {
    String text;
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (Map.Entry<String, ?> value : values.entrySet()) {
      text = text.replace("@{" + value.getKey() + "}", value.getValue().toString());
    }
    if (text.contains("@{")) {
      throw new IllegalStateException(name + " has a placeholder without a value:\n" + text);
    }
    return Files.writeString(Files.createDirectories(directory).resolve(name), text);
  }
}

package io.isomer.control.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Single options of a pipeline's file, which may be nested or written with dots. */
public final class PipelineFile {

  /** The name of a job whose file gives it none. */
  private static final String DEFAULT_NAME = "isomer";

  private PipelineFile() {}

  /** The job's name in Flink. */
  public static String jobName(Path file) throws IOException {
    return option(file, "pipeline", "name").orElse(DEFAULT_NAME);
  }

  /** As it is written; empty where it is not given. */
  public static Optional<String> option(Path file, String section, String key) throws IOException {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    if (!(root instanceof Map<?, ?> options)) {
      return Optional.empty();
    }
    Object value =
        options.get(section) instanceof Map<?, ?> nested
            ? nested.get(key)
            : options.get(section + "." + key);
    return Optional.ofNullable(value).map(Object::toString);
  }
}

package io.isomer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** Holds the table of options in docs/CONFIGURATION.md to their declarations. */
class ConfigurationDocumentTest {

  @Test
  void theTableOfOptionsIsTheDeclaredOne() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("../docs/CONFIGURATION.md"));
    int start = lines.indexOf("| Option | Default | Meaning |");
    assertThat(start).as("the page has the table").isNotNegative();
    List<String> table =
        lines.subList(start + 2, lines.size()).stream()
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertThat(table)
        .isEqualTo(
            PipelineOptions.ALL.stream()
                .map(ConfigurationDocumentTest::row)
                .collect(Collectors.toList()));
  }

  private static String row(ConfigOption<?> option) {
    return "| `%s` | %s | %s |"
        .formatted(option.key(), written(option), PipelineOptions.description(option));
  }

  private static String written(ConfigOption<?> option) {
    if (!option.hasDefaultValue()) {
      return "";
    }
    Object value = option.defaultValue();
    if (value instanceof Duration duration) {
      return duration.toMillis() % 1000 == 0
          ? duration.toSeconds() + " s"
          : duration.toMillis() + " ms";
    }
    return value.toString().isEmpty() ? "(empty)" : "`" + value + "`";
  }
}

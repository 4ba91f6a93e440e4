package io.isomer.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a benchmark has to tell, in three forms.
 *
 * @param name of the benchmark
 * @param environment machine and versions
 * @param text for people
 * @param results for programs: anything that Jackson can write
 * @param chart an SVG document; empty where there is nothing to draw
 */
public record BenchReport(
    String name, Map<String, String> environment, String text, Object results, String chart) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The environment and the results, as text. */
  public String asText() {
    StringBuilder all = new StringBuilder(name).append('\n');
    environment.forEach((key, value) -> all.append("  " + key + ": " + value + "\n"));
    return all.append(text).toString();
  }

  /** The same as JSON, with each single run. */
  public String asJson() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("benchmark", name);
    root.set("environment", JSON.valueToTree(environment));
    root.set("results", JSON.valueToTree(results));
    return JSON.writeValueAsString(root) + "\n";
  }

  /** Writes all forms into a directory, named by date and benchmark. */
  public void save(Path directory) throws IOException {
    Files.createDirectories(directory);
    String file = environment.get("date").substring(0, 10) + "-" + name;
    Files.writeString(directory.resolve(file + ".txt"), asText());
    Files.writeString(directory.resolve(file + ".json"), asJson());
    if (!chart.isEmpty()) {
      Files.writeString(directory.resolve(file + ".svg"), chart);
    }
  }
}

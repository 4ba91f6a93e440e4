package io.isomer.testing.e2e.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands of {@code docs/OPERATIONS.md}. */
public final class OperationsDocument {

  private static final String HEADING = "## ";
  private static final String CODE = "    ";

  private OperationsDocument() {}

  /**
   * The blocks of each section that has any, in their order.
   *
   * @param home the project's top directory
   */
  public static Map<String, List<String>> sections(Path home) throws IOException {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    String section = "";
    StringBuilder block = new StringBuilder();
    List<String> lines = new ArrayList<>(Files.readAllLines(home.resolve("docs/OPERATIONS.md")));
    lines.add(""); // ends the last block
    for (String line : lines) {
      if (line.startsWith(CODE)) {
        block.append(line.substring(CODE.length())).append('\n');
        continue;
      }
      if (!block.isEmpty()) {
        sections.computeIfAbsent(section, s -> new ArrayList<>()).add(block.toString());
        block.setLength(0);
      }
      if (line.startsWith(HEADING)) {
        section = line.substring(HEADING.length());
      }
    }
    return sections;
  }
}

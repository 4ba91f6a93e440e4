package io.isomer.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The project's documents, as Markdown. */
final class Documents {

  static final Path HOME = Path.of("..");

  private static final String CODE_BLOCK = "```";
  private static final String INDENTED_CODE = "    ";

  private Documents() {}

  /** README, CONTRIBUTING, CHANGELOG and all pages of docs. */
  static List<Path> all() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      pages.add(HOME.resolve(name));
    }
    pages.addAll(under("docs"));
    return pages;
  }

  static List<Path> under(String directory) throws IOException {
    try (Stream<Path> files = Files.walk(HOME.resolve(directory))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** The page's lines, with code blocks as empty lines, so that the numbers of lines stay. */
  static List<String> withoutCode(Path page) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean code = false;
    boolean afterBlank = true;
    for (String line : Files.readAllLines(page)) {
      boolean mark = line.startsWith(CODE_BLOCK);
      boolean indented = line.startsWith(INDENTED_CODE) && afterBlank;
      afterBlank = line.isBlank() || indented;
      lines.add(code || mark || indented ? "" : line);
      code ^= mark;
    }
    return lines;
  }

  static boolean isTable(String line) {
    return line.startsWith("|");
  }
}

package io.isomer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the glossary and the architecture page to the names of the project's classes. */
class DocumentClassesTest {

  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w+)(?:\\.\\w+)?`");
  private static final Set<String> OTHERS = Set.of("KafkaSource", "ReplacingMergeTree");

  @Test
  void classesInTablesAreThere() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String page : Set.of("docs/GLOSSARY.md", "docs/ARCHITECTURE.md")) {
      Documents.withoutCode(Documents.HOME.resolve(page)).stream()
          .filter(Documents::isTable)
          .flatMap(row -> CLASS.matcher(row).results())
          .forEach(name -> named.add(name.group(1)));
    }
    assertThat(named).contains("ChangelogEvent", "RowVersion");
    named.removeAll(OTHERS);
    named.removeAll(classes());
    assertThat(named).as("classes that documents name and the project lacks").isEmpty();
  }

  /** The simple names of all top-level classes. */
  private static Set<String> classes() throws IOException {
    Set<String> names = new TreeSet<>();
    Files.walkFileTree(
        Documents.HOME,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = directory.getFileName().toString();
            return name.equals("target") || name.startsWith(".") && name.length() > 2
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java")) {
              names.add(name.substring(0, name.length() - ".java".length()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return names;
  }
}

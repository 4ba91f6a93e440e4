package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each type in docs/TYPES.md has values that the verifier is tested with, or is refused as
 * docs/VERIFY.md says.
 */
class TypesDocumentTest {

  private static final String HEADER = "| PostgreSQL | Debezium |";
  private static final Pattern REFUSED =
      Pattern.compile(
          "are refused with the column's name and both types:(.*?)\\.\\s", Pattern.DOTALL);

  @Test
  void eachTypeIsComparedOrRefused() throws Exception {
    Set<String> known = compared();
    assertThat(known).doesNotContainAnyElementsOf(FormCases.REFUSED);
    known.addAll(FormCases.REFUSED);
    assertThat(known).containsAll(documented());
  }

  @Test
  void whatIsRefusedIsDocumented() throws Exception {
    String text = Files.readString(Path.of("../docs/VERIFY.md"));
    List<String> refused =
        REFUSED
            .matcher(text)
            .results()
            .map(match -> match.group(1))
            .flatMap(sentence -> Pattern.compile("`(.+?)`").matcher(sentence).results())
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertThat(refused).containsExactlyInAnyOrderElementsOf(FormCases.REFUSED);
    assertThat(documented()).containsAll(FormCases.REFUSED);
  }

  /** The first column's types, one by one: {@code numeric(p, s), p ≤ 76} is numeric. */
  private static Set<String> documented() throws Exception {
    Set<String> types =
        Files.readAllLines(Path.of("../docs/TYPES.md")).stream()
            .dropWhile(line -> !line.startsWith(HEADER))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split("\\|")[1])
            .map(cell -> cell.replaceAll("\\((n|p, s)\\)|p [≤>] \\d+|open | …\\)", ""))
            .map(cell -> cell.replace("types unknown to Debezium (", ""))
            .flatMap(cell -> Arrays.stream(cell.split(",|;|\\band\\b|\\bor\\b")))
            .map(String::strip)
            .filter(type -> !type.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(types).contains("smallint", "domain", "multiranges", "path", "bit(1)", "bit");
    return types;
  }

  private static Set<String> compared() {
    return FormCases.all().stream()
        .map(FormCases.Case::postgres)
        .flatMap(TypesDocumentTest::asDocumented)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> asDocumented(String type) {
    if (type.endsWith("[]")) {
      return Stream.of("T[]", name(type.substring(0, type.length() - 2)) + "[]");
    }
    return type.equals("bit(1)") ? Stream.of(type) : Stream.of(name(type));
  }

  private static String name(String type) {
    String name = type.replaceAll("\\(.*\\)", "");
    if (name.startsWith("verify_")) {
      return switch (name) {
        case "verify_mood", "verify_many" -> "enum";
        case "verify_pair" -> "composites";
        default -> "domain";
      };
    }
    if (name.endsWith("multirange")) {
      return "multiranges";
    }
    return name.endsWith("range") ? "ranges" : name;
  }
}

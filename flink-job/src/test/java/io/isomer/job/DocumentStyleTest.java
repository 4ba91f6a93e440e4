package io.isomer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the documents to the rules of CONTRIBUTING.md for their text. */
class DocumentStyleTest {

  private static final int COLUMNS = 120;
  private static final Pattern LINK = Pattern.compile("]\\(|https?://");
  private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");

  /** Phrases to avoid, each with a plain word for it. */
  private static final List<String> PHRASES =
      List.of(
          "anew", // again
          "without a word", // silently
          "by hand", // manually
          "for ever", // indefinitely
          "nobody", // no user
          "somebody", // a user
          "whoever", // the user who
          "of its own", // separate
          "of their own", // separate
          "goes on", // resumes
          "passed by", // skipped
          "put aside"); // sent as a dead letter

  /** A record of measurements, which is added to and not written again. */
  private static final Path STEPS = Documents.HOME.resolve("docs/benchmarks/STEPS.md");

  @Test
  void linesFitTheScreen() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path page : pages()) {
      List<String> lines = Documents.withoutCode(page);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.length() > COLUMNS && !Documents.isTable(line) && !LINK.matcher(line).find()) {
          tooLong.add(page + ":" + (i + 1) + " has " + line.length() + " columns");
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void noTwoBlankLinesFollowEachOther() throws IOException {
    for (Path page : pages()) {
      assertThat(Files.readString(page)).as(page.toString()).doesNotContain("\n\n\n");
    }
  }

  @Test
  void phrasesToAvoidAreAvoided() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path page : pages()) {
      String text = prose(page);
      for (String phrase : PHRASES) {
        if (Pattern.compile("\\b" + phrase + "\\b").matcher(text).find()) {
          found.add(page + ": " + phrase);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /** All text in one line and in lower case, without code. */
  private static String prose(Path page) throws IOException {
    String text =
        Documents.withoutCode(page).stream().map(String::strip).collect(Collectors.joining(" "));
    return INLINE_CODE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static List<Path> pages() throws IOException {
    return Documents.all().stream().filter(page -> !page.equals(STEPS)).toList();
  }
}

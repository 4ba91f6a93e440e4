package io.isomer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Finds links between documents that lead nowhere, and decisions without status or date. */
class DocumentLinksTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern RECORD = Pattern.compile("\\d{4}-.+\\.md");
  private static final Pattern STATUS =
      Pattern.compile(
          "(?m)^- Status: (accepted|superseded)\\b.*(?:\\n  .*)*\\n- Date: 20[-\\d]{8}$");

  @Test
  void everyLinkLeadsToAFileAndASection() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : Documents.all()) {
      String text = String.join("\n", Documents.withoutCode(page));
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        if (!link.group(1).startsWith("http") && !isThere(page, link.group(1), link.group(2))) {
          broken.add(page + ": " + link.group());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyDecisionHasStatusAndDateAndIsListed() throws IOException {
    String list = Files.readString(Documents.HOME.resolve("docs/adr/README.md"));
    for (Path page : Documents.under("docs/adr")) {
      String name = page.getFileName().toString();
      if (RECORD.matcher(name).matches()) {
        String text = Files.readString(page);
        assertThat(text).as(name).startsWith("# " + name.substring(0, 4) + ": ");
        assertThat(text).as(name).containsPattern(STATUS);
        String title = text.substring("# 0000: ".length(), text.indexOf('\n'));
        assertThat(list)
            .as("docs/adr/README.md")
            .contains("| [%s](%s) | %s | ".formatted(name.substring(0, 4), name, title));
      }
    }
  }

  private static boolean isThere(Path page, String file, String section) throws IOException {
    Path target = file.isEmpty() ? page : page.resolveSibling(file);
    if (!Files.exists(target)) {
      return false;
    }
    return section == null
        || Documents.withoutCode(target).stream()
            .filter(line -> line.startsWith("#"))
            .anyMatch(heading -> anchor(heading).equals(section));
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}

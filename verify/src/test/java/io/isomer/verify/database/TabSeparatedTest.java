package io.isomer.verify.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TabSeparatedTest {

  @Test
  void nullIsNotTheEmptyText() {
    assertThat(TabSeparated.fields("\\N\t\ta")).containsExactly(null, "", "a");
  }

  @Test
  void escapesAreUndone() {
    assertThat(TabSeparated.fields("a\\tb\\nc\\\\d\\'e\\0\\r\\b\\f"))
        .containsExactly("a\tb\nc\\d'e\0\r\b\f");
  }

  @Test
  void escapedBackslashBeforeNIsText() {
    assertThat(TabSeparated.fields("\\\\N")).containsExactly("\\N");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    List<String> fields = Arrays.asList(null, "", "a\tb\nc\\d\re", "\\N", "\0");
    StringBuilder line = new StringBuilder();
    TabSeparated.append(fields, line);
    assertThat(line.toString()).endsWith("\n");
    assertThat(TabSeparated.fields(line.substring(0, line.length() - 1)))
        .containsExactlyElementsOf(fields);
  }
}

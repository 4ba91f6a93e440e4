package io.isomer.stack.compare;

import static org.assertj.core.api.Assertions.assertThat;

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
}

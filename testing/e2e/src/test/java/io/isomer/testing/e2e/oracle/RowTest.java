package io.isomer.testing.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

  private static Row row(String... key) {
    return new Row(List.of(key), List.of(key));
  }

  @Test
  void ordersByUtf8BytesAsTheDatabasesDo() {
    // U+FF5E has the greater UTF-16 unit, U+1F600 the greater bytes
    assertThat(row("\uD83D\uDE00")).isGreaterThan(row("\uFF5E"));
    assertThat(row("é")).isGreaterThan(row("z"));
  }

  @Test
  void laterKeyColumnsDecideWhenEarlierAreEqual() {
    assertThat(row("a", "b")).isLessThan(row("a", "c"));
    assertThat(row("a", "b")).isEqualByComparingTo(row("a", "b"));
  }
}

package io.isomer.targetformat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickHouseDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "id | `id`",
        "order | `order`",
        "Mixed Case | `Mixed Case`",
        "back`tick | `back\\`tick`",
        "back\\slash | `back\\\\slash`",
        "quote' | `quote'`",
        "naïve | `naïve`",
      })
  void quotesIdentifiers(String name, String expected) {
    assertThat(ClickHouseDialect.quote(name)).isEqualTo(expected);
  }

  @Test
  void quotesLiterals() {
    assertThat(ClickHouseDialect.literal("it's \\ here")).isEqualTo("'it\\'s \\\\ here'");
  }

  @Test
  void qualifiesNames() {
    assertThat(ClickHouseDialect.qualified("my db", "t`")).isEqualTo("`my db`.`t\\``");
  }

  @Test
  void refusesNamesWithNul() {
    assertThatThrownBy(() -> ClickHouseDialect.quote("a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a\\0b");
    assertThat(ClickHouseDialect.literal("a\0b\n\t")).isEqualTo("'a\\0b\\n\\t'");
  }
}

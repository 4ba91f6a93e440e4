package io.isomer.postgressource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresDialectTest {

  @Test
  void quotesIdentifiers() {
    assertThat(PostgresDialect.qualified("my schema", "a\"b"))
        .isEqualTo("\"my schema\".\"a\"\"b\"");
  }

  @Test
  void quotesLiterals() {
    assertThat(PostgresDialect.literal("it's \\ here")).isEqualTo("E'it\\'s \\\\ here'");
  }
}

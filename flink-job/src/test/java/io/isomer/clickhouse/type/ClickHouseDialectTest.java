package io.isomer.clickhouse.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.TableId;
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

  @ParameterizedTest
  @CsvSource({
    "{table}__versions, public, orders, orders__versions",
    "{schema}_{table}, public, orders, public_orders",
    "{table}, public, '{schema}', {schema}",
    "{table}{table}, s, t, tt",
    "{other}{table}, s, t, {other}t",
  })
  void fillsTheTableTemplate(String template, String schema, String table, String expected) {
    assertThat(ClickHouseDialect.targetName(template, new TableId(schema, table)))
        .isEqualTo(expected);
  }
}

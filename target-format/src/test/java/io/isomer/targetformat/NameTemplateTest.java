package io.isomer.targetformat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTemplateTest {

  @ParameterizedTest
  @CsvSource({
    "{table}__versions, public, orders, orders__versions",
    "{schema}_{table}, public, orders, public_orders",
    "{table}, public, '{schema}', {schema}",
    "{table}{table}, s, t, tt",
    "{other}{table}, s, t, {other}t",
  })
  void fillsTheTableTemplate(String template, String schema, String table, String expected) {
    assertThat(NameTemplate.fill(template, schema, table)).isEqualTo(expected);
  }
}

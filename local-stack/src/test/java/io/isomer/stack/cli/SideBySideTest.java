package io.isomer.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.stack.compare.Row;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  private static final String ID = "01234567-89ab-cdef-0123-456789abcdef";

  private static Row row(String value) {
    return new Row(List.of(ID), Arrays.asList(ID, "EUR", value));
  }

  @Test
  void missingRowsAndNullsAreTold() {
    List<String> lines =
        new SideBySide(List.of("id", "currency_code", "value_to_try"), List.of(ID))
            .lines(List.of(row(null)), List.of());
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).indexOf("ClickHouse now")).isEqualTo(lines.get(1).lastIndexOf("EUR"));
    assertThat(lines.get(1).strip().split("\\s+"))
        .containsExactly("01234567", "EUR", "NULL", "—", "EUR", "NULL");
  }
}

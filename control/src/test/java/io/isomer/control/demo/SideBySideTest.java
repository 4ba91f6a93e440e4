package io.isomer.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  private static final String ID = "01234567-89ab-cdef-0123-456789abcdef";

  @Test
  void missingRowsAndNullsAreTold() {
    List<String> lines =
        new SideBySide(List.of(ID)).lines(Map.of(ID, new CurrencyRow("EUR", null)), Map.of());
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).indexOf("ClickHouse now")).isEqualTo(lines.get(1).lastIndexOf("EUR"));
    assertThat(lines.get(1).strip().split("\\s+"))
        .containsExactly("01234567", "EUR", "NULL", "—", "EUR", "NULL");
  }
}

package io.isomer.stack.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFormTest {

  @ParameterizedTest
  @CsvSource({
    "float8, 1e+25, 1e25",
    "float8, 0.1, 0.10000000000000001",
    "float8, NaN, nan",
    "float8, Infinity, inf",
    "float8, -Infinity, -inf",
    "float8, -0, -0",
    "float4, 0.1, 0.1",
    "timestamp, 2024-02-29 12:00:00, 2024-02-29 12:00:00.000000",
    "timestamp, 2024-02-29 12:00:00.5, 2024-02-29 12:00:00.500000",
    "timestamp, 2024-02-29 12:00:10, 2024-02-29 12:00:10.000000",
    "numeric, 1.50, 1.5",
    "numeric, 100, 100.000",
    "numeric, NaN, NaN",
  })
  void sameValuesHaveTheSameForm(String type, String postgres, String clickhouse) {
    ValueForm form = ValueForm.of("c", type);
    assertThat(form.canonical(postgres)).isEqualTo(form.canonical(clickhouse));
  }

  @ParameterizedTest
  @CsvSource({
    "float8, 0, -0",
    "float8, 0.1, 0.10000000000000002",
    "timestamp, 2024-02-29 12:00:00.5, 2024-02-29 12:00:00.500001",
    "timestamp, 2024-02-29 12:00:10, 2024-02-29 12:00:01",
    "numeric, 1.5, 1.50001",
    "text, a, A",
    "text, '', ' '",
  })
  void differentValuesHaveDifferentForms(String type, String postgres, String clickhouse) {
    ValueForm form = ValueForm.of("c", type);
    assertThat(form.canonical(postgres)).isNotEqualTo(form.canonical(clickhouse));
  }

  @Test
  void nullStaysNull() {
    assertThat(ValueForm.DOUBLE.canonical(null)).isNull();
  }

  @Test
  void unknownTypeIsRefusedByName() {
    assertThatThrownBy(() -> ValueForm.of("shape", "polygon"))
        .hasMessageContaining("shape")
        .hasMessageContaining("polygon");
  }
}

package io.isomer.testing.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFormTest {

  private static ValueForm form(String type) {
    return ValueForms.of("c", new PostgresType(type, 'b', -1, null));
  }

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
    "time, 86400000000.000000, 86400000000",
    "timetz, 10:00:00.5+00, 10:00:00.500Z",
    "interval, -14 3 -0.500000, P-1Y-2M3DT0H0M-0.5S",
    "interval, 0 0 90061.000000, PT25H1M1S",
    "money, -92233720368547758.08, -92233720368547758.08",
    "lseg, '[(1,-2.5),(3e+20,0)]', 010200000002000000000000000000F03F00000000000004C03029881A564330440000000000000000",
    "point, 1 1e+25, 1 1e25",
  })
  void sameValuesHaveTheSameForm(String type, String postgres, String clickhouse) {
    ValueForm form = form(type);
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
    ValueForm form = form(type);
    assertThat(form.canonical(postgres)).isNotEqualTo(form.canonical(clickhouse));
  }

  @Test
  void nullStaysNull() {
    assertThat(form("float8").canonical(null)).isNull();
  }

  @Test
  void unknownTypeIsRefusedByName() {
    assertThatThrownBy(() -> ValueForms.of("shape", new PostgresType("circle", 'b', -1, null)))
        .hasMessageContaining("shape")
        .hasMessageContaining("circle");
  }
}

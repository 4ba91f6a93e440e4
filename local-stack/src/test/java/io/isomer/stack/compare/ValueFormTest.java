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
    "numeric, 10, 10.0",
    "timetz, 13:51:30.123+00, 13:51:30.123Z",
    "timetz, 13:51:30+00, 13:51:30Z",
    "interval, 14 3 14706789000, P1Y2M3DT4H5M6.789S",
    "interval, -1 0 -1, P0Y-1M0DT0H0M-0.000001S",
    "hstore, '{\"a\": null, \"b\": \"1\"}', '{\"b\":\"1\",\"a\":null}'",
    "point, '1,-0', '1.0,-0'",
  })
  void sameValuesHaveTheSameForm(String type, String postgres, String clickhouse) {
    ValueForm form = ValueForm.of("c", SourceType.base(type));
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
    "interval, 0 31 0, P0Y1M0DT0H0M0S",
    "hstore, '{\"a\": null}', '{\"a\": \"null\"}'",
    "point, '1,-0', '1,0'",
  })
  void differentValuesHaveDifferentForms(String type, String postgres, String clickhouse) {
    ValueForm form = ValueForm.of("c", SourceType.base(type));
    assertThat(form.canonical(postgres)).isNotEqualTo(form.canonical(clickhouse));
  }

  @Test
  void arraysAreComparedElementByElement() {
    ColumnForm form = new SourceType("_float8", 'b', -1, SourceType.base("float8")).form("c");
    assertThat(form.canonical("[\"1\", null, \"NaN\"]"))
        .isEqualTo(form.canonical("[\"1.0\",null,\"nan\"]"))
        .isNotEqualTo(form.canonical("[\"1\", \"NaN\"]"));
    ColumnForm texts = new SourceType("_text", 'b', -1, SourceType.base("text")).form("c");
    assertThat(texts.canonical("[\"a\", \"b\"]")).isNotEqualTo(texts.canonical("[\"a, b\"]"));
    assertThat(texts.canonical("[\"null\"]")).isNotEqualTo(texts.canonical("[null]"));
  }

  @Test
  void nullStaysNull() {
    assertThat(ValueForm.DOUBLE.canonical(null)).isNull();
  }

  @Test
  void unknownTypeIsRefusedByName() {
    assertThatThrownBy(() -> ValueForm.of("shape", SourceType.base("polygon")))
        .hasMessageContaining("shape")
        .hasMessageContaining("polygon");
  }
}

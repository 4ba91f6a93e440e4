package io.isomer.control.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlResultTest {

  private final SqlResult result =
      new SqlResult(
          List.of("a", "b"), List.of(Arrays.asList("x, \"y\"", null), List.of("", "é\nz")), "");

  private String printed(ResultFormat format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    result.print(format, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tableAlignsColumnsAndShowsNull() {
    assertThat(printed(ResultFormat.TABLE))
        .isEqualTo("a       b\nx, \"y\"  NULL\n        é\\nz\n2 rows\n");
  }

  @Test
  void csvTellsNullFromEmpty() {
    assertThat(printed(ResultFormat.CSV)).isEqualTo("a,b\n\"x, \"\"y\"\"\",\n\"\",\"é\nz\"\n");
  }

  @Test
  void jsonHasOneObjectALine() {
    assertThat(printed(ResultFormat.JSON))
        .isEqualTo("{\"a\":\"x, \\\"y\\\"\",\"b\":null}\n{\"a\":\"\",\"b\":\"é\\nz\"}\n");
  }
}

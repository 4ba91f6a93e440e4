package io.isomer.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowCodecTest {

  private final RowWriter writer = new RowWriter();
  private final RowReader reader = new RowReader();

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Łódź", "тысяча", "漢字", "😀", "a😀b\u0001\n", "\uFFFD\uFFFF"})
  void textIsUtf8(String text) throws Exception {
    writer.writeText(text);
    reader.reset(writer.toByteArray());
    assertThat(reader.readSize()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    reader.reset(writer.toByteArray());
    assertThat(reader.readText()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D"})
  void halfASurrogatePairIsRefused(String text) {
    assertThatThrownBy(() -> writer.writeText(text)).isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void doublesKeepTheirBits() {
    double[] values = {0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, -1e-310};
    for (double value : values) {
      writer.writeDouble(value);
    }
    reader.reset(writer.toByteArray());
    for (double value : values) {
      assertThat(Double.doubleToRawLongBits(reader.readDouble()))
          .isEqualTo(Double.doubleToRawLongBits(value));
    }
  }

  @Test
  void aValueOfEveryFormIsSkipped() throws Exception {
    ColumnType texts = ColumnType.arrayOf(ColumnType.of(ColumnKind.STRING));
    writer.writeMark(RowWriter.VALUE);
    int array = writer.beginArray();
    writer.writeMark(RowWriter.VALUE);
    writer.writeText("one");
    writer.writeMark(RowWriter.NULL);
    writer.endArray(array, 2);
    writer.writeMark(RowWriter.VALUE);
    writer.writeToken(JsonToken.NUMBER, "12.50");
    writer.writeMark(RowWriter.UNAVAILABLE);
    writer.writeMark(RowWriter.VALUE);
    writer.writeBytes(new byte[] {9, 8});
    writer.writeMark(RowWriter.VALUE);
    writer.writeBoolean(true);
    writer.writeMark(RowWriter.VALUE);
    writer.writeLong(Long.MIN_VALUE);
    reader.reset(writer.toByteArray());
    reader.skipValue(texts);
    reader.skipValue(ColumnType.of(ColumnKind.UNTYPED));
    reader.skipValue(ColumnType.of(ColumnKind.JSON));
    reader.skipValue(ColumnType.of(ColumnKind.BYTES));
    reader.skipValue(ColumnType.of(ColumnKind.BOOLEAN));
    assertThat(reader.readMark()).isEqualTo(RowWriter.VALUE);
    assertThat(reader.readLong()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void growsBeyondItsFirstBuffer() throws Exception {
    String text = "x".repeat(1_000_000);
    writer.writeText(text);
    writer.writeLong(42);
    reader.reset(writer.toByteArray());
    assertThat(reader.readText()).isEqualTo(text);
    assertThat(reader.readLong()).isEqualTo(42);
  }
}

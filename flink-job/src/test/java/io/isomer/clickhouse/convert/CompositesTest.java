package io.isomer.clickhouse.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.JsonToken;
import io.isomer.clickhouse.TestTable;
import io.isomer.clickhouse.encode.DefaultValue;
import io.isomer.targetformat.type.TargetTypeParser;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps, tuples, vectors and variants. */
class CompositesTest {

  private static final String MAP = "Map(String, Nullable(String))";
  private static final ColumnType INTS = ColumnType.arrayOf(ColumnType.of(ColumnKind.INT32));

  @Test
  void writesMapsWithNullValues() {
    assertThat(Conversion.hex(ColumnType.map(), MAP, List.of())).isEqualTo("00");
    assertThat(Conversion.hex(ColumnType.map(), MAP, Arrays.asList("a", "1", "b", null)))
        .isEqualTo("02" + "0161" + "000131" + "0162" + "01");
    assertThatThrownBy(() -> Conversion.hex(ColumnType.map(), MAP, null))
        .isInstanceOf(UnfitValueException.class);
  }

  @Test
  void writesPointsAndVectors() {
    assertThat(Conversion.hex(ColumnType.point(), "Tuple(Float64, Float64)", List.of(1.5, -0.0)))
        .isEqualTo("000000000000f83f0000000000000080");
    assertThat(Conversion.hex(ColumnType.vector(), "Array(Float32)", List.of(1.5, 0.5)))
        .isEqualTo("020000c03f0000003f");
  }

  @Test
  void aVariantTellsNullFromEmpty() {
    assertThat(Conversion.hex(INTS, "Variant(Array(Nullable(Int32)))", null)).isEqualTo("ff");
    assertThat(Conversion.hex(INTS, "Variant(Array(Nullable(Int32)))", List.of()))
        .isEqualTo("0000");
    assertThat(Conversion.isSupported(INTS, "Variant(Array(Int32), String)")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Array(Nullable(Int8)) | NESTED | [1,null,-1] | 03000101" + "00ff",
        "Array(String) | NESTED | [] | 00",
        "Array(String) | NESTED | [\"a\\u00e9\\\"],\"] | 010661c3a9225d2c",
        "Array(Array(UInt8)) | NESTED | [[1],[]] | 02010100",
        "Map(String, Nullable(String)) | NESTED | {\"a\":\"1\",\"b\":null} | 0201610001310162"
            + "01",
        "Map(String, Nullable(String)) | STRING | {\"a\":\"1\"} | 010161000131",
        "Tuple(Float64, Float64) | NESTED | {\"x\":1.5,\"y\":0.0,\"wkb\":\"A\",\"srid\":null}"
            + " | 000000000000f83f0000000000000000",
        "Enum8('a' = 1) | STRING | a | 01",
        "IPv4 | STRING | 10.0.0.1 | 0100000a",
        "Time64(6) | NUMBER | 1 | 0100000000000000",
      })
  void takesUntypedValues(String target, JsonToken token, String text, String expected) {
    assertThat(
            Conversion.hex(
                ColumnType.of(ColumnKind.UNTYPED), target, new TestTable.Token(token, text)))
        .isEqualTo(expected);
  }

  private static String untyped(String target, JsonToken token, String text) {
    return Conversion.hex(
        ColumnType.of(ColumnKind.UNTYPED), target, new TestTable.Token(token, text));
  }

  @Test
  void numbersInJsonKeepTheirDigits() {
    String number = "1234567890123456789012345678901234567890.10";
    assertThat(untyped("Array(String)", JsonToken.NESTED, "[" + number + ", 1e400 , -0.0]"))
        .isEqualTo(
            untyped("Array(String)", JsonToken.NESTED, "[\"" + number + "\",\"1e400\",\"-0.0\"]"));
    String digits = "9".repeat(2000);
    assertThat(untyped("Array(String)", JsonToken.NESTED, "[" + digits + "]"))
        .isEqualTo("01" + "d00f" + "39".repeat(2000));
  }

  @Test
  void jsonOfAnySizeIsTakenApart() {
    String inner = "\"" + "ab ]}".repeat(20_000) + "\"";
    assertThat(
            untyped("Array(Array(String))", JsonToken.NESTED, "[ [" + inner + "] , [ ] ,[\"c\"]]"))
        .isEqualTo("03" + "01" + "a08d06" + "6162205d7d".repeat(20_000) + "00" + "010163");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"a\":\"1\"", "{\"a\" \"1\"}", "{a:1}", "{"})
  void textThatIsNotJsonIsNoMap(String text) {
    assertThatThrownBy(() -> untyped(MAP, JsonToken.STRING, text))
        .isInstanceOf(UnfitValueException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Array(Int8) | NESTED | [null]",
        "Array(Int8) | NESTED | {}",
        "Array(Int8) | STRING | []",
        "Map(String, String) | NESTED | {\"a\":null}",
        "Map(String, String) | NESTED | []",
        "Tuple(Float64, Float64) | NESTED | {\"a\":1}",
        "Enum8('a' = 1) | STRING | b",
      })
  void refusesUntypedValuesOfAnotherForm(String target, JsonToken token, String text) {
    assertThatThrownBy(
            () ->
                Conversion.hex(
                    ColumnType.of(ColumnKind.UNTYPED), target, new TestTable.Token(token, text)))
        .isInstanceOf(UnfitValueException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nullable(Int32) | 01",
        "Tuple(Float64, Nullable(String)) | 000000000000000001",
        "Map(String, String) | 00",
        "Variant(Array(String)) | ff",
        "Enum8('b' = -3, 'a' = 1) | fd",
      })
  void aDeletedRowHasDefaults(String type, String expected) {
    assertThat(HexFormat.of().formatHex(DefaultValue.of(TargetTypeParser.parse(type))))
        .isEqualTo(expected);
  }
}

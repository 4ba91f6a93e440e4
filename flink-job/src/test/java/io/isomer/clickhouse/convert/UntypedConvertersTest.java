package io.isomer.clickhouse.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.JsonToken;
import io.isomer.clickhouse.TestTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntypedConvertersTest {

  private static final ColumnType UNTYPED = ColumnType.of(ColumnKind.UNTYPED);

  private static String hex(String target, JsonToken token, String text) {
    return Conversion.hex(UNTYPED, target, new TestTable.Token(token, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bool | BOOLEAN | true | 01",
        "Bool | BOOLEAN | false | 00",
        "Int32 | NUMBER | -2 | feffffff",
        "UInt8 | NUMBER | 255 | ff",
        "Int64 | NUMBER | 9007199254740993 | 0100000000002000",
        "Float64 | NUMBER | 1.5 | 000000000000f83f",
        "Float64 | STRING | NaN | 000000000000f87f",
        "Float32 | STRING | -Infinity | 000080ff",
        "Decimal(9, 2) | STRING | 1.25 | 7d000000",
        "Decimal(9, 2) | NUMBER | 1.25 | 7d000000",
        "String | STRING | abc | 03616263",
        "String | NUMBER | 1.0 | 03312e30",
        "String | BOOLEAN | true | 0474727565",
        "String | NESTED | {} | 027b7d",
        "FixedString(2) | STRING | ab | 6162",
        "UUID | STRING | 00112233-4455-6677-8899-aabbccddeeff | 7766554433221100ffeeddccbbaa9988",
        "Date32 | NUMBER | -1 | ffffffff",
        "Date | STRING | 1970-01-03 | 0200",
        "Date32 | STRING | 1969-12-31Z | ffffffff",
        "DateTime64(6, 'UTC') | NUMBER | 1500000 | 60e3160000000000",
        "DateTime64(6, 'UTC') | STRING | 1970-01-01T00:00:01.5Z | 60e3160000000000",
        "DateTime64(6, 'UTC') | STRING | 1970-01-01T02:00:01.5+02:00 | 60e3160000000000",
        "DateTime | STRING | 1970-01-01T00:00:01Z | 01000000",
        "Nullable(Int8) | NUMBER | 5 | 0005",
      })
  void takesTheTargetsMeaning(String target, JsonToken token, String text, String expected) {
    assertThat(hex(target, token, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bool | NUMBER | 1",
        "Bool | STRING | true",
        "Int32 | NUMBER | 1.5",
        "Int32 | NUMBER | 2147483648",
        "Int64 | NUMBER | 9223372036854775808",
        "Int64 | BOOLEAN | true",
        "Float64 | BOOLEAN | true",
        "Float64 | STRING | abc",
        "Decimal(9, 2) | STRING | NaN",
        "Decimal(9, 2) | BOOLEAN | true",
        "UUID | NESTED | []",
        "Date32 | STRING | 2024-02-30",
        "Date32 | STRING | infinity",
        "Date32 | NUMBER | 120530",
        "DateTime64(6) | STRING | 2024-01-01",
        "DateTime64(6) | STRING | infinity",
        "DateTime64(6) | STRING | 1970-01-01T00:00:01.0000005Z",
        "DateTime64(3) | NUMBER | 1",
      })
  void refusesWhatTheTargetDoesNotTake(String target, JsonToken token, String text) {
    assertThatThrownBy(() -> hex(target, token, text)).isInstanceOf(UnfitValueException.class);
  }

  @Test
  void writesNull() {
    assertThat(Conversion.hex(UNTYPED, "Nullable(UUID)", null)).isEqualTo("01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Array(Int8) | [] | 00",
        "Array(Int8) | [1,-1] | 0201ff",
        "Array(Nullable(Int8)) | [null,5] | 02010005",
        "Array(Bool) | [true,false] | 020100",
        "Array(Array(Int8)) | [[1],[]] | 02010100",
        "Array(String) | [{\"a\":[1,\"]\"]}] | 010d7b2261223a5b312c225d225d7d",
        "Array(Decimal(9, 1)) | [\"1.5\"] | 010f000000",
      })
  void takesArraysApart(String target, String text, String expected) {
    assertThat(hex(target, JsonToken.NESTED, text)).startsWith(expected);
  }

  @Test
  void readsEscapes() {
    assertThat(hex("Array(String)", JsonToken.NESTED, "[\"a,]\\\"\\n\\u00e9\\\\\"]"))
        .isEqualTo("01" + "08" + "612c5d220ac3a95c");
  }

  @Test
  void refusesWhatIsNoArray() {
    assertThatThrownBy(() -> hex("Array(Int8)", JsonToken.NUMBER, "1"))
        .isInstanceOf(UnfitValueException.class);
    assertThatThrownBy(() -> hex("Array(Int8)", JsonToken.NESTED, "{}"))
        .isInstanceOf(UnfitValueException.class);
    assertThatThrownBy(() -> hex("Array(Int8)", JsonToken.NESTED, "[null]"))
        .isInstanceOf(UnfitValueException.class);
  }
}

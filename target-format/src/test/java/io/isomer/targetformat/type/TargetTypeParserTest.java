package io.isomer.targetformat.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.targetformat.type.TargetType.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTypeParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bool | BOOL | 1",
        "Int8 | INT | 1",
        "Int16 | INT | 2",
        "Int32 | INT | 4",
        "Int64 | INT | 8",
        "Int128 | INT | 16",
        "Int256 | INT | 32",
        "UInt8 | UINT | 1",
        "UInt16 | UINT | 2",
        "UInt32 | UINT | 4",
        "UInt64 | UINT | 8",
        "UInt128 | UINT | 16",
        "UInt256 | UINT | 32",
        "Float32 | FLOAT32 | 4",
        "Float64 | FLOAT64 | 8",
        "String | STRING | 0",
        "FixedString(16) | FIXED_STRING | 16",
        "UUID | UUID | 16",
        "Date | DATE | 2",
        "Date32 | DATE32 | 4",
        "DateTime | DATE_TIME | 4",
        "DateTime('Asia/Tokyo') | DATE_TIME | 4",
        "DateTime64(3) | DATE_TIME64 | 8",
        "DateTime64(6, 'UTC') | DATE_TIME64 | 8",
        "Decimal(9, 2) | DECIMAL | 4",
        "Decimal(10, 2) | DECIMAL | 8",
        "Decimal(18, 0) | DECIMAL | 8",
        "Decimal(19, 2) | DECIMAL | 16",
        "Decimal(38, 38) | DECIMAL | 16",
        "Decimal(39, 1) | DECIMAL | 32",
        "Decimal(76, 10) | DECIMAL | 32",
        "LowCardinality(String) | STRING | 0",
        "LowCardinality(FixedString(3)) | FIXED_STRING | 3",
        "Array(Nullable(Int32)) | ARRAY | 0",
        "Enum8('a' = 1, 'b)' = 2) | ENUM | 1",
        "Map(String, Nullable(String)) | MAP | 0",
        "Tuple(a Float64, b Float64) | TUPLE | 0",
        "JSON | OTHER | 0",
        "JSON(max_dynamic_paths=8) | OTHER | 0",
        "AggregateFunction(sum, UInt64) | OTHER | 0",
        "IPv4 | IPV4 | 4",
        "Time64(6) | TIME64 | 8",
      })
  void readsKindAndSize(String text, Kind kind, int size) {
    TargetType type = TargetTypeParser.parse(text);

    assertThat(type.kind()).isEqualTo(kind);
    assertThat(type.size()).isEqualTo(size);
    assertThat(type.nullable()).isFalse();
    assertThat(type).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nullable(Int64) | INT",
        "Nullable(Decimal(10, 2)) | DECIMAL",
        "Nullable(DateTime64(6, 'UTC')) | DATE_TIME64",
        "LowCardinality(Nullable(String)) | STRING",
        "LowCardinality(Nullable(FixedString(2))) | FIXED_STRING",
        "Nullable(Enum8('x' = 1)) | ENUM",
      })
  void takesNullableOff(String text, Kind kind) {
    TargetType type = TargetTypeParser.parse(text);

    assertThat(type.kind()).isEqualTo(kind);
    assertThat(type.nullable()).isTrue();
    assertThat(type).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"3, 'DateTime64(3)'", "6, 'DateTime64(6, ''UTC'')'", "0, DateTime64(0)"})
  void readsTheDigitsOfASecond(int scale, String text) {
    assertThat(TargetTypeParser.parse(text).scale()).isEqualTo(scale);
  }

  @Test
  void readsPrecisionAndScale() {
    TargetType type = TargetTypeParser.parse("Nullable(Decimal(76, 30))");

    assertThat(type.precision()).isEqualTo(76);
    assertThat(type.scale()).isEqualTo(30);
  }

  @Test
  void readsTuplesWithAndWithoutNames() {
    TargetType type = TargetTypeParser.parse("Tuple(x Float64, `y z` Nullable(String), UUID)");

    assertThat(type.elements())
        .extracting(TargetType::kind)
        .containsExactly(Kind.FLOAT64, Kind.STRING, Kind.UUID);
  }

  @Test
  void readsElements() {
    TargetType type = TargetTypeParser.parse("Array(Array(LowCardinality(Nullable(String))))");

    assertThat(type.element().kind()).isEqualTo(Kind.ARRAY);
    assertThat(type.element().element()).hasToString("LowCardinality(Nullable(String))");
    assertThat(type.element().element().nullable()).isTrue();
  }

  @Test
  void splitsAtOuterCommasOnly() {
    assertThat(TargetTypeParser.arguments("a, f(b, 'c,)'), `d,\\`e`, 'it\\'s, '"))
        .containsExactly("a", "f(b, 'c,)')", "`d,\\`e`", "'it\\'s, '");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nullable(String",
        "Array((String)",
        "Enum8('a = 1)",
        "Decimal(a, 2)",
        "Array(a))x"
      })
  void refusesWhatIsNoType(String text) {
    assertThatThrownBy(() -> TargetTypeParser.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void quotedArgumentsAreOne() {
    assertThat(TargetTypeParser.arguments("'a\\'),(' = 1, 'b' = 2"))
        .containsExactly("'a\\'),(' = 1", "'b' = 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LowCardinality(Nullable(String)) | String",
        "Nullable(Decimal(10, 2)) | Decimal(10, 2)",
        "Array(Nullable(Int32)) | Array(Nullable(Int32))",
        "UUID | UUID",
      })
  void spellsTypesWithoutTheirWrappers(String text, String bare) {
    assertThat(TargetTypeParser.parse(text).bareText()).isEqualTo(bare);
  }
}

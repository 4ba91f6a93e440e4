package io.isomer.verify.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.targetformat.type.TargetType.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyTypeTest {

  @Test
  void wrappersComeOff() {
    CopyType type = CopyType.parse("LowCardinality(Nullable(String))");
    assertThat(type.text()).isEqualTo("String");
    assertThat(type.value("`a`")).isEqualTo("assumeNotNull(`a`)");
    assertThat(type.isNull("`a`")).isEqualTo("isNull(`a`)");
    CopyType plain = CopyType.parse("DateTime64(6, 'UTC')");
    assertThat(plain.is(Kind.DATE_TIME64)).isTrue();
    assertThat(plain.scale()).isEqualTo(6);
    assertThat(plain.isNull("`a`")).isEmpty();
  }

  @Test
  void aVariantOfOneTypeIsThatTypeWithNull() {
    CopyType type = CopyType.parse("Variant(Array(Nullable(Int32)))");
    assertThat(type.is(Kind.ARRAY)).isTrue();
    assertThat(type.element().text()).isEqualTo("Int32");
    assertThat(type.element().nullable()).isTrue();
    assertThat(type.value("a"))
        .isEqualTo("assumeNotNull(variantElement(a, 'Array(Nullable(Int32))'))");
    assertThat(CopyType.parse("Variant(Int32, String)").is(Kind.VARIANT)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Int64, true, false, false",
    "UInt32, true, false, false",
    "UInt64, false, true, false",
    "Int128, false, true, false",
    "UInt8, true, false, true",
    "Bool, false, false, true",
    "Nullable(Int8), true, false, true",
    "String, false, false, false",
  })
  void integersByTheirRange(String text, boolean integer, boolean wide, boolean oneByte) {
    CopyType type = CopyType.parse(text);
    assertThat(type.isInteger()).isEqualTo(integer);
    assertThat(type.isWideInteger()).isEqualTo(wide);
    assertThat(type.isByte()).isEqualTo(oneByte);
  }
}

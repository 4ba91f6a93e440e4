package io.isomer.verify.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTypeTest {

  @Test
  void wrappersComeOff() {
    TargetType type = TargetType.parse("LowCardinality(Nullable(String))");
    assertThat(type.text()).isEqualTo("String");
    assertThat(type.value("`a`")).isEqualTo("assumeNotNull(`a`)");
    assertThat(type.isNull("`a`")).isEqualTo("isNull(`a`)");
    TargetType plain = TargetType.parse("DateTime64(6, 'UTC')");
    assertThat(plain.name()).isEqualTo("DateTime64");
    assertThat(plain.arguments()).containsExactly("6", "'UTC'");
    assertThat(plain.isNull("`a`")).isEmpty();
  }

  @Test
  void aVariantOfOneTypeIsThatTypeWithNull() {
    TargetType type = TargetType.parse("Variant(Array(Nullable(Int32)))");
    assertThat(type.name()).isEqualTo("Array");
    assertThat(type.arguments()).containsExactly("Nullable(Int32)");
    assertThat(type.value("a"))
        .isEqualTo("assumeNotNull(variantElement(a, 'Array(Nullable(Int32))'))");
    assertThat(TargetType.parse("Variant(Int32, String)").name()).isEqualTo("Variant");
  }

  @Test
  void quotedArgumentsAreOne() {
    assertThat(TargetType.parse("Enum8('a\\'),(' = 1, 'b' = 2)").arguments())
        .containsExactly("'a\\'),(' = 1", "'b' = 2");
  }
}

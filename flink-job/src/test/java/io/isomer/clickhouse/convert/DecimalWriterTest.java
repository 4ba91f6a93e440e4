package io.isomer.clickhouse.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ColumnType;
import io.isomer.targetformat.type.TargetTypeParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalWriterTest {

  private static final ColumnType DECIMAL = ColumnType.decimal(-1, -1);

  /** The unscaled number that was written. */
  private static BigInteger unscaled(String target, String value) {
    byte[] bytes = HexFormat.of().parseHex(Conversion.hex(DECIMAL, target, value));
    assertThat(bytes).hasSize(TargetTypeParser.parse(target).size());
    for (int i = 0; i < bytes.length / 2; i++) {
      byte b = bytes[i];
      bytes[i] = bytes[bytes.length - 1 - i];
      bytes[bytes.length - 1 - i] = b;
    }
    return new BigInteger(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "'Decimal(9, 2)', 0, 0",
    "'Decimal(9, 2)', -0, 0",
    "'Decimal(9, 2)', 0.00, 0",
    "'Decimal(9, 2)', 1.5, 150",
    "'Decimal(9, 2)', -1.05, -105",
    "'Decimal(9, 2)', 9999999.99, 999999999",
    "'Decimal(9, 2)', -9999999.99, -999999999",
    "'Decimal(9, 2)', 1.2300, 123",
    "'Decimal(9, 2)', 1E+3, 100000",
    "'Decimal(9, 2)', 1e-2, 1",
    "'Decimal(9, 2)', 00000000000000000000001.5, 150",
    "'Decimal(9, 9)', 0.999999999, 999999999",
    "'Decimal(18, 0)', 999999999999999999, 999999999999999999",
    "'Decimal(18, 18)', -0.999999999999999999, -999999999999999999",
    "'Decimal(19, 2)', 92233720368547758.07, 9223372036854775807",
    "'Decimal(19, 2)', -92233720368547758.08, -9223372036854775808",
    "'Decimal(38, 0)', 99999999999999999999999999999999999999, 99999999999999999999999999999999999999",
    "'Decimal(38, 10)', 0.1, 1000000000",
    "'Decimal(38, 10)', -0.0000000001, -1",
    "'Decimal(76, 0)', -1, -1",
  })
  void writesExactly(String target, String value, BigInteger expected) {
    assertThat(unscaled(target, value)).isEqualTo(expected);
  }

  @Test
  void writesTheWidest() {
    String nines = "9".repeat(76);

    assertThat(unscaled("Decimal(76, 0)", "-" + nines)).isEqualTo(new BigInteger("-" + nines));
    assertThat(unscaled("Decimal(76, 30)", "9".repeat(46) + "." + "9".repeat(30)))
        .isEqualTo(new BigInteger(nines));
  }

  @ParameterizedTest
  @CsvSource({
    "'Decimal(9, 2)', 10000000.00",
    "'Decimal(9, 2)', -10000000",
    "'Decimal(9, 2)', 1.005",
    "'Decimal(9, 2)', 0.001",
    "'Decimal(9, 2)', 99999999999999999999",
    "'Decimal(9, 2)', 1E+2147483647",
    "'Decimal(9, 2)', 1E-2147483647",
    "'Decimal(18, 0)', 1000000000000000000",
    "'Decimal(18, 0)', 0.5",
    "'Decimal(38, 0)', 100000000000000000000000000000000000000",
    "'Decimal(38, 10)', 0.00000000001",
  })
  void refusesWhatDoesNotFit(String target, String value) {
    assertThatThrownBy(() -> Conversion.hex(DECIMAL, target, value))
        .isInstanceOf(UnfitValueException.class)
        .hasMessageContaining(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NaN", "NAN", "Infinity", "-Infinity", "", "-", ".", "1.2.3", "0x1", "1,5", " 1"})
  void refusesWhatIsNoNumber(String value) {
    assertThatThrownBy(() -> Conversion.hex(DECIMAL, "Decimal(18, 2)", value))
        .isInstanceOf(UnfitValueException.class);
  }

  @Test
  void agreesWithBigDecimalOnRandomNumbers() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal value =
          new BigDecimal(new BigInteger(random.nextInt(64), random), random.nextInt(6));
      BigDecimal signed = random.nextBoolean() ? value : value.negate();
      assertThat(unscaled("Decimal(38, 6)", signed.toPlainString()))
          .isEqualTo(signed.setScale(6).unscaledValue());
    }
  }
}

package io.isomer.testing.e2e.property.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Numbers, truth values and bits. */
final class NumberTypes {

  static final Values INT2 = Values.of(r -> "" + (short) r.nextInt(), "0", "-1", "-32768", "32767");
  static final Values INT4 =
      Values.of(r -> "" + r.nextInt(), "0", "-1", "-2147483648", "2147483647");
  static final Values INT8 =
      Values.of(
          r -> "" + r.nextLong(),
          "0",
          "-1",
          "-9223372036854775808",
          "9223372036854775807",
          "9007199254740993",
          "-9007199254740993");
  static final Values OID =
      Values.of(r -> "" + Integer.toUnsignedString(r.nextInt()), "0", "4294967295");
  static final Values FLOAT4 =
      Values.of(
          NumberTypes::real, "0", "-0", "NaN", "Infinity", "-Infinity", "1e-45", "3.4028235e38");
  static final Values FLOAT8 =
      Values.of(
          NumberTypes::doublePrecision,
          "0",
          "-0",
          "NaN",
          "Infinity",
          "-Infinity",
          "5e-324",
          "1.7976931348623157e308",
          "0.1",
          "9007199254740993");
  static final Values BOOLEAN = Values.among("true", "false");
  static final Values NUMERIC =
      Values.of(
          NumberTypes::unbounded,
          "0",
          "NaN",
          "Infinity",
          "-Infinity",
          "1.0",
          "1.00",
          "1e-40",
          "-1e60",
          "9".repeat(200) + "." + "9".repeat(100));

  /** In arrays Debezium cannot read the others. */
  static final Values FINITE_NUMERIC =
      Values.of(NumberTypes::unbounded, "0", "1.0", "1.00", "1e-40", "-1e60");

  static final Values MONEY =
      Values.of(r -> fixed(r, 12, 2), "-92233720368547758.08", "92233720368547758.07", "0");

  private NumberTypes() {}

  static List<SourceType> all() {
    return List.of(
        SourceType.of("smallint", INT2).widensTo("integer").alsoInKeys(),
        SourceType.of("integer", INT4).widensTo("bigint").alsoInKeys(),
        SourceType.of("bigint", INT8).alsoInKeys(),
        SourceType.of("oid", OID).alsoInKeys(),
        SourceType.of("real", FLOAT4).widensTo("double precision"),
        SourceType.of("double precision", FLOAT8),
        SourceType.of("boolean", BOOLEAN).alsoInKeys(),
        // NaN is refused where ClickHouse's column is a Decimal
        decimal(5, 2).widensTo("numeric(9, 4)").alsoInKeys(),
        decimal(18, 0).widensTo("numeric(30, 5)").alsoInKeys(),
        decimal(38, 10),
        decimal(76, 20),
        SourceType.of(
            "numeric(90, 10)",
            Values.of(r -> fixed(r, 80, 10), "9".repeat(80) + "." + "9".repeat(10), "NaN", "0")),
        SourceType.of("numeric(10, -2)", Values.of(r -> fixed(r, 12, 0), "0", "-999999999900")),
        SourceType.of("numeric(3, 5)", Values.among("0", "0.00999", "-0.00999", "0.00001")),
        SourceType.of("numeric", NUMERIC).alsoInKeys(),
        SourceType.of("money", MONEY),
        SourceType.of("bit(1)", Values.among("0", "1")),
        bits(8),
        bits(20),
        bits(65));
  }

  private static SourceType decimal(int precision, int scale) {
    String nines = "9".repeat(precision - scale) + (scale > 0 ? "." + "9".repeat(scale) : "");
    return SourceType.of(
        "numeric(" + precision + ", " + scale + ")",
        Values.of(r -> fixed(r, precision - scale, scale), "0", nines, "-" + nines));
  }

  private static SourceType bits(int length) {
    return SourceType.of(
            "bit(" + length + ")",
            Values.of(r -> digits(r, length, 2), "0".repeat(length), "1".repeat(length)))
        .losingToast();
  }

  private static String digits(Random random, int length, int base) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(random.nextInt(base));
    }
    return text.toString();
  }

  /** Up to so many digits before and after the point. */
  private static String fixed(Random random, int before, int after) {
    BigInteger digits = new BigInteger(digits(random, 1 + random.nextInt(before + after), 10));
    BigDecimal number = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), after);
    return number.toPlainString();
  }

  private static String unbounded(Random random) {
    BigInteger digits = new BigInteger(digits(random, 1 + random.nextInt(50), 10));
    return new BigDecimal(digits, random.nextInt(30)).toPlainString();
  }

  private static String real(Random random) {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) ? Float.toString(value) : "1.5";
  }

  private static String doublePrecision(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? Double.toString(value) : "-2.5";
  }
}

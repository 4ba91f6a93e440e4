package io.isomer.testing.e2e.oracle;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Makes one text of those that mean the same value. */
final class Canonical {

  private Canonical() {}

  /** Zeros after the last digit of a fraction do not count. */
  static String fraction(String text) {
    return text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0+$", "");
  }

  /** By value: 1.50 is 1.5. */
  static String decimal(String text) {
    boolean number = Character.isDigit(text.charAt(text.length() - 1));
    return number ? new BigDecimal(text).stripTrailingZeros().toString() : text; // NaN, Infinity
  }

  /** By bits, but for NaN, of which there is one: 0 is not -0. */
  static String real(String text) {
    return Float.toString(Float.parseFloat(javaName(text)));
  }

  /** As {@link #real}. */
  static String doublePrecision(String text) {
    return Double.toString(Double.parseDouble(javaName(text)));
  }

  /** Several, separated by blanks. */
  static String doubles(String text) {
    return Arrays.stream(text.split(" "))
        .map(Canonical::doublePrecision)
        .collect(Collectors.joining(" "));
  }

  /** A time of day, {@code 10:00:00.5+00} or {@code 10:00:00.5Z}. */
  static String timeInUtc(String text) {
    return fraction(text.replaceFirst("(\\+00|Z)$", ""));
  }

  private static String javaName(String text) {
    return switch (text) {
      case "nan" -> "NaN";
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      default -> text;
    };
  }
}

package io.isomer.testing.e2e.oracle;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Intervals as months, days and seconds, the three numbers that PostgreSQL keeps. */
final class Interval {

  static final String POSTGRES =
      "(extract(year FROM %s) * 12 + extract(month FROM %s)) || ' ' || extract(day FROM %s) || ' '"
          + " || (extract(hour FROM %s) * 3600 + extract(minute FROM %s) * 60"
          + " + extract(second FROM %s))";

  private static final Pattern ISO_8601 =
      Pattern.compile(
          "P(?:(-?\\d+)Y)?(?:(-?\\d+)M)?(?:(-?\\d+)D)?"
              + "(?:T(?:(-?\\d+)H)?(?:(-?\\d+)M)?(?:(-?\\d+(?:\\.\\d+)?)S)?)?");

  private Interval() {}

  /** The three numbers, of an ISO 8601 duration or of what {@link #POSTGRES} gives. */
  static String canonical(String text) {
    Matcher iso = ISO_8601.matcher(text);
    if (iso.matches()) {
      BigDecimal months = number(iso, 1).multiply(BigDecimal.valueOf(12)).add(number(iso, 2));
      BigDecimal seconds =
          number(iso, 4)
              .multiply(BigDecimal.valueOf(3600))
              .add(number(iso, 5).multiply(BigDecimal.valueOf(60)))
              .add(number(iso, 6));
      return written(months) + " " + written(number(iso, 3)) + " " + written(seconds);
    }
    String[] parts = text.split(" ");
    return written(new BigDecimal(parts[0]))
        + " "
        + written(new BigDecimal(parts[1]))
        + " "
        + written(new BigDecimal(parts[2]));
  }

  private static BigDecimal number(Matcher iso, int group) {
    return iso.group(group) == null ? BigDecimal.ZERO : new BigDecimal(iso.group(group));
  }

  private static String written(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}

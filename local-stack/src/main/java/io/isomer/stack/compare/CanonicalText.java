package io.isomer.stack.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One text for each value, of the texts that the databases write for it. */
final class CanonicalText {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An interval of ISO 8601, each part with a sign of its own. */
  private static final Pattern ISO_INTERVAL =
      Pattern.compile(
          "P(?:(-?\\d+)Y)?(?:(-?\\d+)M)?(?:(-?\\d+)D)?"
              + "(?:T(?:(-?\\d+)H)?(?:(-?\\d+)M)?(?:(-?[\\d.]+)S)?)?");

  private static final int MICRO_DIGITS = 6;

  private CanonicalText() {}

  static String withoutTrailingZeros(String text) {
    return text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0+$", "");
  }

  /** PostgreSQL writes +00 behind a time of day, Debezium Z. */
  static String timeOfUtc(String text) {
    return withoutTrailingZeros(text.replaceFirst("(Z|\\+00)$", ""));
  }

  static String decimal(String text) {
    boolean number = Character.isDigit(text.charAt(text.length() - 1));
    // plainly, as 1E+1 would come in another order than 10
    return number ? new BigDecimal(text).stripTrailingZeros().toPlainString() : text;
  }

  static String real(String text) {
    return Float.toString(Float.parseFloat(javaName(text)));
  }

  /** One number, or several with commas between. */
  static String doubles(String text) {
    return Arrays.stream(text.split(","))
        .map(each -> Double.toString(Double.parseDouble(javaName(each))))
        .collect(Collectors.joining(","));
  }

  /** Months, days and microseconds, from that or from ISO 8601. */
  static String interval(String text) {
    Matcher iso = ISO_INTERVAL.matcher(text);
    if (!iso.matches()) {
      return text;
    }
    long months = number(iso.group(1)) * 12 + number(iso.group(2));
    BigDecimal seconds = new BigDecimal(iso.group(6) == null ? "0" : iso.group(6));
    long micros =
        (number(iso.group(4)) * 60 + number(iso.group(5))) * 60_000_000
            + seconds.movePointRight(MICRO_DIGITS).longValueExact();
    return months + " " + number(iso.group(3)) + " " + micros;
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** A JSON object whose members have no order. */
  static String object(String text) {
    try {
      return JSON.writeValueAsString(JSON.readValue(text, TreeMap.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON object: " + text, e);
    }
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

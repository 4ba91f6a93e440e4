package io.isomer.debezium.value;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.QuotedValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Decoders of decimals. All write plain digits, in any {@code decimal.handling.mode}. */
public final class DecimalDecoders {

  /** PostgreSQL's numeric has up to 131,072 digits before the point and 16,383 after it. */
  private static final int MAX_NUMERIC_DIGITS = 150_000;

  private static final String NAN = "NaN";
  private static final String INFINITY = "Infinity";

  private DecimalDecoders() {}

  /** Digits as text, with {@code decimal.handling.mode=string}. */
  public static void text(JsonReader parser, RowWriter out) throws IOException {
    if (parser.textStartsWith('N') || parser.textStartsWith('P')) {
      out.writeMark(RowWriter.VALUE);
      out.writeText(special(parser.getText()));
    } else {
      ValueDecoders.text(parser, out);
    }
  }

  /** Converts the connector's names of NaN and the infinities to PostgreSQL's. */
  private static String special(String name) throws MalformedMessageException {
    return switch (name) {
      case "NAN", NAN -> NAN;
      case "POSITIVE_INFINITY" -> INFINITY;
      case "NEGATIVE_INFINITY" -> "-" + INFINITY;
      default -> throw new MalformedMessageException("not a decimal: " + QuotedValue.of(name));
    };
  }

  /**
   * Digits as text of a column with negative scale, which the connector sends with two thousand
   * zeros.
   *
   * @param scale the declared scale
   */
  public static ValueDecoder textOfNegativeScale(int scale) {
    return (parser, out) -> {
      if (parser.currentToken() != JsonToken.VALUE_STRING || !isDigits(parser.getText())) {
        text(parser, out);
        return;
      }
      try {
        write(new BigDecimal(parser.getText()).setScale(scale), out);
      } catch (ArithmeticException | NumberFormatException e) {
        throw JsonChecks.unexpected("a decimal of scale " + scale, parser);
      }
    };
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && (text.charAt(0) == '-' || Character.isDigit(text.charAt(0)));
  }

  /** Kafka Connect's Decimal: the unscaled number's big-endian bytes in base64. */
  public static ValueDecoder unscaled(int scale) {
    return (parser, out) -> {
      byte[] unscaled = ValueDecoders.base64(parser);
      if (unscaled.length == 0) {
        throw new MalformedMessageException("a decimal has no bytes");
      }
      write(decimal(unscaled, scale), out);
    };
  }

  /**
   * As {@link #unscaled}, for a negative scale.
   *
   * @param shown the scale that the connector shows
   * @param scale the declared scale
   */
  public static ValueDecoder unscaledOfNegativeScale(int shown, int scale) {
    return (parser, out) -> {
      write(decimal(ValueDecoders.base64(parser), shown).setScale(scale), out);
    };
  }

  /** Debezium's VariableScaleDecimal: {@code {"scale":1,"value":"<base64>"}}. */
  public static void variableScale(JsonReader parser, RowWriter out) throws IOException {
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    Long scale = null;
    byte[] unscaled = {};
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "scale" -> scale = ValueDecoders.int64(parser);
        case "value" -> unscaled = ValueDecoders.base64(parser);
        default -> throw new MalformedMessageException("a decimal has the field " + name);
      }
    }
    if (scale == null || unscaled.length == 0) {
      throw new MalformedMessageException("a decimal lacks scale or value");
    }
    write(decimal(unscaled, scale), out);
  }

  /** Rejects values out of PostgreSQL's range, before they become gigabytes of zeros. */
  private static BigDecimal decimal(byte[] unscaled, long scale) throws MalformedMessageException {
    if (Math.abs(scale) > MAX_NUMERIC_DIGITS || unscaled.length > MAX_NUMERIC_DIGITS) {
      throw new MalformedMessageException(
          "a decimal of " + unscaled.length + " bytes and scale " + scale + " is out of range");
    }
    return new BigDecimal(new BigInteger(unscaled), (int) scale);
  }

  private static void write(BigDecimal value, RowWriter out) throws IOException {
    out.writeMark(RowWriter.VALUE);
    out.writeText(value.toPlainString());
  }
}

package io.isomer.debezium.value;

import static com.fasterxml.jackson.core.JsonToken.VALUE_FALSE;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NUMBER_FLOAT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NUMBER_INT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_STRING;
import static com.fasterxml.jackson.core.JsonToken.VALUE_TRUE;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;

/** Decoders of simple values. Each rejects values of other types. */
public final class ValueDecoders {

  private ValueDecoders() {}

  public static void bool(JsonReader parser, RowWriter out) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != VALUE_TRUE && token != VALUE_FALSE) {
      throw JsonChecks.unexpected("a boolean", parser);
    }
    out.writeMark(RowWriter.VALUE);
    out.writeBoolean(token == VALUE_TRUE);
  }

  /** An integer in the range of its schema type. */
  public static ValueDecoder integer(long min, long max) {
    return (parser, out) -> {
      long value = int64(parser);
      if (value < min || value > max) {
        throw JsonChecks.unexpected("an integer from " + min + " to " + max, parser);
      }
      out.writeMark(RowWriter.VALUE);
      out.writeLong(value);
    };
  }

  /** The current value as a 64-bit integer. */
  static long int64(JsonReader parser) throws IOException {
    if (!parser.isLong()) {
      throw JsonChecks.unexpected("a 64-bit integer", parser);
    }
    return parser.getLongValue();
  }

  public static void float64(JsonReader parser, RowWriter out) throws IOException {
    double value = isNumber(parser) ? parser.getDoubleValue() : nonFinite(parser);
    if (Double.isInfinite(value) && isNumber(parser)) {
      throw JsonChecks.unexpected("a 64-bit floating-point number", parser);
    }
    out.writeMark(RowWriter.VALUE);
    out.writeDouble(value);
  }

  public static void float32(JsonReader parser, RowWriter out) throws IOException {
    double value = isNumber(parser) ? Float.parseFloat(parser.getText()) : nonFinite(parser);
    if (Double.isInfinite(value) && isNumber(parser)) {
      throw JsonChecks.unexpected("a 32-bit floating-point number", parser);
    }
    out.writeMark(RowWriter.VALUE);
    out.writeDouble(value);
  }

  private static boolean isNumber(JsonReader parser) {
    JsonToken token = parser.currentToken();
    return token == VALUE_NUMBER_FLOAT || token == VALUE_NUMBER_INT;
  }

  /**
   * NaN and the infinities. Kafka Connect's converter writes them as strings, because JSON lacks
   * them.
   */
  private static double nonFinite(JsonReader parser) throws IOException {
    if (parser.currentToken() == VALUE_STRING) {
      switch (parser.getText()) {
        case "NaN":
          return Double.NaN;
        case "Infinity":
          return Double.POSITIVE_INFINITY;
        case "-Infinity":
          return Double.NEGATIVE_INFINITY;
        default: // rejected below
      }
    }
    throw JsonChecks.unexpected("a number", parser);
  }

  public static void text(JsonReader parser, RowWriter out) throws IOException {
    if (parser.currentToken() != VALUE_STRING) {
      throw JsonChecks.unexpected("a string", parser);
    }
    out.writeMark(RowWriter.VALUE);
    try {
      parser.writeText(out);
    } catch (CharacterCodingException e) {
      throw new MalformedMessageException("a string contains an unpaired surrogate", e);
    }
  }

  public static void bytes(JsonReader parser, RowWriter out) throws IOException {
    byte[] value = base64(parser);
    out.writeMark(RowWriter.VALUE);
    out.writeBytes(value);
  }

  static byte[] base64(JsonReader parser) throws IOException {
    if (parser.currentToken() != VALUE_STRING) {
      throw JsonChecks.unexpected("a string in base64", parser);
    }
    try {
      return parser.getBinaryValue();
    } catch (IllegalArgumentException e) {
      throw JsonChecks.unexpected("a string in base64", parser);
    }
  }
}

package io.isomer.debezium.value;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.QuotedValue;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/** Decoders of dates and times in ISO 8601. */
public final class TimeDecoders {

  private static final long MICROS = 1_000_000;

  private TimeDecoders() {}

  /** ZonedTimestamp, and IsoTimestamp, which has a Z although its column has no time zone. */
  public static void timestamp(JsonReader parser, RowWriter out) throws IOException {
    String text = string(parser);
    long micros =
        switch (text) {
          case "infinity" -> Long.MAX_VALUE;
          case "-infinity" -> Long.MIN_VALUE;
          default -> micros(text);
        };
    out.writeMark(RowWriter.VALUE);
    out.writeLong(micros);
  }

  private static long micros(String text) throws MalformedMessageException {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (instant.getNano() % 1000 != 0) {
        throw new MalformedMessageException(
            "timestamp is more precise than microseconds: " + QuotedValue.of(text));
      }
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1000);
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedMessageException("not a timestamp: " + QuotedValue.of(text), e);
    }
  }

  /** IsoDate: a date followed by Z. */
  public static void date(JsonReader parser, RowWriter out) throws IOException {
    String text = string(parser);
    try {
      long days =
          OffsetDateTime.parse(
                  text.substring(0, text.length() - 1)
                      + "T00:00:00"
                      + text.charAt(text.length() - 1))
              .toLocalDate()
              .toEpochDay();
      out.writeMark(RowWriter.VALUE);
      out.writeLong(days);
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw new MalformedMessageException("not a date: " + QuotedValue.of(text), e);
    }
  }

  /** IsoTime: a time of day followed by Z. */
  public static void time(JsonReader parser, RowWriter out) throws IOException {
    String text = string(parser);
    try {
      if (!text.endsWith("Z")) {
        throw new MalformedMessageException("not a time of day: " + QuotedValue.of(text));
      }
      long nanos = LocalTime.parse(text.substring(0, text.length() - 1)).toNanoOfDay();
      out.writeMark(RowWriter.VALUE);
      out.writeLong(nanos / 1000);
    } catch (DateTimeException e) {
      throw new MalformedMessageException("not a time of day: " + QuotedValue.of(text), e);
    }
  }

  private static String string(JsonReader parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw JsonChecks.unexpected("a string", parser);
    }
    return parser.getText();
  }
}

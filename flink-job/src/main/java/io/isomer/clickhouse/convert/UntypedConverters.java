package io.isomer.clickhouse.convert;

import io.isomer.changelog.JsonToken;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.targetformat.type.TargetType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Values of messages without schema part: the target's type gives them their meaning. A number for
 * a date is days, and for a timestamp microseconds since 1970, as Debezium's {@code
 * time.precision.mode=microseconds} has them; a string is ISO 8601.
 */
public final class UntypedConverters {

  private static final int MICROS = 6;
  private static final int NANOS_PER_MICRO = 1000;

  private static final int COORDINATES = 2;

  private UntypedConverters() {}

  /** Converts a value given as JSON type and text. */
  @FunctionalInterface
  private interface Parser {

    /**
     * @param token null for a null
     * @param text a string's content, else as the JSON has it
     * @throws UnfitValueException when the target's type cannot hold the value
     */
    void parse(JsonToken token, String text, RowBinaryBuffer out);
  }

  /**
   * For text of a source column whose type says no more: as a message without schema part would
   * bring it.
   */
  static ColumnConverter ofText(TargetType target) {
    Parser parser = parser(target);
    return parser == null ? null : (in, out) -> parser.parse(JsonToken.STRING, in.readText(), out);
  }

  /** Null for a target type that takes no untyped values. */
  static ColumnConverter resolve(TargetType target) {
    Parser parser = parser(target);
    return parser == null ? null : (in, out) -> parser.parse(in.readToken(), in.readText(), out);
  }

  /** Null for a target type that takes no untyped values. */
  private static Parser parser(TargetType target) {
    return switch (target.kind()) {
      case BOOL -> (token, text, out) -> bool(token, text, out);
      case INT, UINT -> integer(IntegerWriters.of(target), target);
      case FLOAT32 ->
          (token, text, out) -> FloatWriters.float32((float) number(token, text, target), out);
      case FLOAT64 -> (token, text, out) -> FloatWriters.float64(number(token, text, target), out);
      case DECIMAL -> scalar(new DecimalWriter(target), target);
      case STRING -> (token, text, out) -> write(TextWriters::string, text, out);
      case FIXED_STRING -> scalar(TextWriters.fixedString(target), target);
      case UUID -> scalar(TextWriters::uuid, target);
      case DATE, DATE32 -> date(TimeWriters.days(target), target);
      case DATE_TIME, DATE_TIME64 -> timestamp(TimeWriters.ticks(MICROS, target), target);
      case ENUM -> scalar(new EnumWriter(target), target);
      case IPV4 -> scalar(IpAddressWriters::ipv4, target);
      case IPV6 -> scalar(IpAddressWriters::ipv6, target);
      case TIME, TIME64 -> integer(TimeWriters.timeOfDay(MICROS, target), target);
      case ARRAY -> array(target);
      case MAP -> map(target);
      case TUPLE -> point(target);
      case VARIANT, OTHER -> null;
    };
  }

  private static void bool(JsonToken token, String text, RowBinaryBuffer out) {
    if (token != JsonToken.BOOLEAN) {
      throw new UnfitValueException(text, "Bool takes true and false");
    }
    out.writeByte(text.equals("true") ? 1 : 0);
  }

  private static Parser integer(LongWriter writer, TargetType target) {
    return (token, text, out) -> {
      long value;
      try {
        value = Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw unfit(text, target);
      }
      writer.write(value, out);
    };
  }

  private static double number(JsonToken token, String text, TargetType target) {
    if (token == JsonToken.BOOLEAN || token == JsonToken.NESTED) {
      throw unfit(text, target);
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw unfit(text, target);
    }
  }

  private static Parser scalar(TextWriter writer, TargetType target) {
    return (token, text, out) -> {
      if (token == JsonToken.BOOLEAN || token == JsonToken.NESTED) {
        throw unfit(text, target);
      }
      write(writer, text, out);
    };
  }

  private static void write(TextWriter writer, String text, RowBinaryBuffer out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writer.write(bytes, 0, bytes.length, out);
  }

  private static Parser date(LongWriter writer, TargetType target) {
    Parser days = integer(writer, target);
    return (token, text, out) -> {
      if (token != JsonToken.STRING) {
        days.parse(token, text, out);
        return;
      }
      // with time.precision.mode=isostring a date ends in the letter of UTC
      String date = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
      try {
        writer.write(LocalDate.parse(date).toEpochDay(), out);
      } catch (DateTimeParseException e) {
        throw unfit(text, target);
      }
    };
  }

  private static Parser timestamp(LongWriter writer, TargetType target) {
    Parser micros = integer(writer, target);
    return (token, text, out) -> {
      if (token != JsonToken.STRING) {
        micros.parse(token, text, out);
        return;
      }
      try {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        if (instant.getNano() % NANOS_PER_MICRO != 0) {
          throw unfit(text, target);
        }
        writer.write(ChronoUnit.MICROS.between(Instant.EPOCH, instant), out);
      } catch (DateTimeParseException | ArithmeticException e) {
        throw unfit(text, target);
      }
    };
  }

  /** Null when an element's type takes no untyped values. */
  private static Parser array(TargetType target) {
    Parser element = nullable(target.element());
    if (element == null) {
      return null;
    }
    return (token, text, out) -> {
      List<JsonPart> parts = parts('[', token, text, target);
      out.writeVarInt(parts.size());
      for (JsonPart part : parts) {
        element.parse(part.token(), part.text(), out);
      }
    };
  }

  /** An object, or its text, which is what {@code hstore.handling.mode=json} gives. */
  private static Parser map(TargetType target) {
    Parser key = nullable(target.elements().get(0));
    Parser value = nullable(target.elements().get(1));
    if (key == null || value == null) {
      return null;
    }
    return (token, text, out) -> {
      boolean isObjectAsText = token == JsonToken.STRING && text.startsWith("{");
      List<JsonPart> parts = parts('{', isObjectAsText ? JsonToken.NESTED : token, text, target);
      out.writeVarInt(parts.size() / 2);
      for (int i = 0; i < parts.size(); i += 2) {
        key.parse(parts.get(i).token(), parts.get(i).text(), out);
        value.parse(parts.get(i + 1).token(), parts.get(i + 1).text(), out);
      }
    };
  }

  /** A point is an object with the fields x and y. */
  private static Parser point(TargetType target) {
    if (target.elements().size() != COORDINATES) {
      return null;
    }
    Parser first = nullable(target.elements().get(0));
    Parser second = nullable(target.elements().get(1));
    if (first == null || second == null) {
      return null;
    }
    return (token, text, out) -> {
      List<JsonPart> parts = parts('{', token, text, target);
      if (parts.size() < 2 * COORDINATES
          || !parts.get(0).text().equals("x")
          || !parts.get(2).text().equals("y")) {
        throw unfit(text, target);
      }
      first.parse(parts.get(1).token(), parts.get(1).text(), out);
      second.parse(parts.get(3).token(), parts.get(3).text(), out);
    };
  }

  /** The elements of an array, or an object's names and values in turn. */
  private static List<JsonPart> parts(char open, JsonToken token, String text, TargetType target) {
    if (token != JsonToken.NESTED || text.charAt(0) != open) {
      throw unfit(text, target);
    }
    try {
      return JsonPart.of(text);
    } catch (IOException e) {
      throw unfit(text, target);
    }
  }

  /** For an element, which may be null where the type allows it; null for an unknown type. */
  private static Parser nullable(TargetType target) {
    Parser parser = parser(target);
    if (parser == null) {
      return null;
    }
    return (token, text, out) -> {
      if (target.nullable()) {
        out.writeByte(token == null ? 1 : 0);
      } else if (token == null) {
        throw new UnfitValueException("NULL", target + " is not Nullable");
      }
      if (token != null) {
        parser.parse(token, text, out);
      }
    };
  }

  private static UnfitValueException unfit(String text, TargetType target) {
    return new UnfitValueException(text, "it is not of the form that " + target + " takes");
  }
}

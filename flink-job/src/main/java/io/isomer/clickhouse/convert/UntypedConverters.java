package io.isomer.clickhouse.convert;

import io.isomer.changelog.JsonToken;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.targetformat.type.TargetType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Values of messages without schema part: the target's type gives them their meaning. A number for
 * a date is days, and for a timestamp microseconds since 1970, as Debezium's {@code
 * time.precision.mode=microseconds} has them; a string is ISO 8601.
 */
public final class UntypedConverters {

  private static final int MICROS = 6;
  private static final int NANOS_PER_MICRO = 1000;

  private UntypedConverters() {}

  /**
   * For text of a source column whose type says no more: as a message without schema part would
   * bring it.
   */
  static ColumnConverter ofText(TargetType target) {
    UntypedParser parser = parser(target);
    return parser == null ? null : (in, out) -> parser.parse(JsonToken.STRING, in.readText(), out);
  }

  /** Null for a target type that takes no untyped values. */
  static ColumnConverter resolve(TargetType target) {
    UntypedParser parser = parser(target);
    return parser == null ? null : (in, out) -> parser.parse(in.readToken(), in.readText(), out);
  }

  /** Null for a target type that takes no untyped values. */
  static UntypedParser parser(TargetType target) {
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
      case IPV4 -> scalar(AddressWriters::ipv4, target);
      case IPV6 -> scalar(AddressWriters::ipv6, target);
      case TIME, TIME64 -> integer(TimeWriters.timeOfDay(MICROS, target), target);
      case ARRAY -> UntypedComposites.array(target);
      case MAP -> UntypedComposites.map(target);
      case TUPLE -> UntypedComposites.point(target);
      case VARIANT, OTHER -> null;
    };
  }

  private static void bool(JsonToken token, String text, RowBinaryBuffer out) {
    if (token != JsonToken.BOOLEAN) {
      throw new UnfitValueException(text, "Bool takes true and false");
    }
    out.writeByte(text.equals("true") ? 1 : 0);
  }

  private static UntypedParser integer(LongWriter writer, TargetType target) {
    return (token, text, out) -> {
      long value;
      try {
        value = Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw UntypedParser.unfit(text, target);
      }
      writer.write(value, out);
    };
  }

  private static double number(JsonToken token, String text, TargetType target) {
    if (token == JsonToken.BOOLEAN || token == JsonToken.NESTED) {
      throw UntypedParser.unfit(text, target);
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw UntypedParser.unfit(text, target);
    }
  }

  private static UntypedParser scalar(TextWriter writer, TargetType target) {
    return (token, text, out) -> {
      if (token == JsonToken.BOOLEAN || token == JsonToken.NESTED) {
        throw UntypedParser.unfit(text, target);
      }
      write(writer, text, out);
    };
  }

  private static void write(TextWriter writer, String text, RowBinaryBuffer out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writer.write(bytes, 0, bytes.length, out);
  }

  private static UntypedParser date(LongWriter writer, TargetType target) {
    UntypedParser days = integer(writer, target);
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
        throw UntypedParser.unfit(text, target);
      }
    };
  }

  private static UntypedParser timestamp(LongWriter writer, TargetType target) {
    UntypedParser micros = integer(writer, target);
    return (token, text, out) -> {
      if (token != JsonToken.STRING) {
        micros.parse(token, text, out);
        return;
      }
      try {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        if (instant.getNano() % NANOS_PER_MICRO != 0) {
          throw UntypedParser.unfit(text, target);
        }
        writer.write(ChronoUnit.MICROS.between(Instant.EPOCH, instant), out);
      } catch (DateTimeParseException | ArithmeticException e) {
        throw UntypedParser.unfit(text, target);
      }
    };
  }
}

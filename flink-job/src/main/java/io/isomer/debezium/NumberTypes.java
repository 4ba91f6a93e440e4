package io.isomer.debezium;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.debezium.ConnectSchema.Typed;

/** The types that are written as whole numbers, times in all of their units among them. */
final class NumberTypes {

  private static final int MILLIS = 3;
  private static final int MICROS = 6;
  private static final int NANOS = 9;
  private static final long MAX_UINT32 = 0xFFFF_FFFFL;

  private NumberTypes() {}

  static Typed int32(String name) throws MalformedMessageException {
    ValueDecoder decoder = ValueDecoders.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    return switch (name) {
      case "", "io.debezium.time.Year" -> Typed.of(ColumnKind.INT32, decoder);
      case "io.debezium.time.Date", "org.apache.kafka.connect.data.Date" ->
          Typed.of(ColumnKind.DATE, InfinityDecoders::days);
      case "io.debezium.time.Time", "org.apache.kafka.connect.data.Time" -> time(MILLIS, decoder);
      default -> throw ConnectSchema.unsupported("int32", name);
    };
  }

  static Typed int64(String name, SourceColumn source) throws MalformedMessageException {
    ValueDecoder decoder = ValueDecoders.integer(Long.MIN_VALUE, Long.MAX_VALUE);
    return switch (name) {
      case "" ->
          source.is("OID")
              ? Typed.of(ColumnKind.UINT32, ValueDecoders.integer(0, MAX_UINT32))
              : Typed.of(ColumnKind.INT64, decoder);
      case "io.debezium.time.MicroDuration", "io.debezium.time.NanoDuration" ->
          Typed.of(ColumnKind.INT64, decoder);
      case "io.debezium.time.MicroTime" -> time(MICROS, decoder);
      case "io.debezium.time.NanoTime" -> time(NANOS, decoder);
      case "io.debezium.time.Timestamp", "org.apache.kafka.connect.data.Timestamp" ->
          timestamp(MILLIS);
      case "io.debezium.time.MicroTimestamp" -> timestamp(MICROS);
      case "io.debezium.time.NanoTimestamp" -> timestamp(NANOS);
      default -> throw ConnectSchema.unsupported("int64", name);
    };
  }

  private static Typed time(int scale, ValueDecoder decoder) {
    return new Typed(ColumnType.time(ColumnKind.TIME, scale), decoder);
  }

  private static Typed timestamp(int scale) {
    return new Typed(ColumnType.time(ColumnKind.TIMESTAMP, scale), InfinityDecoders::ticks);
  }
}

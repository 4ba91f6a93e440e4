package io.isomer.debezium.schema;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.value.InfinityDecoders;
import io.isomer.debezium.value.ValueDecoder;
import io.isomer.debezium.value.ValueDecoders;

/**
 * Types that Kafka Connect represents as {@code int32} or {@code int64}, such as dates and times.
 */
final class IntegerTypes {

  private static final int MILLIS = 3;
  private static final int MICROS = 6;
  private static final int NANOS = 9;
  private static final long MAX_UINT32 = 0xFFFF_FFFFL;

  private IntegerTypes() {}

  static TypedDecoder int32(String name) throws MalformedMessageException {
    ValueDecoder decoder = ValueDecoders.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    return switch (name) {
      case "", "io.debezium.time.Year" -> TypedDecoder.of(ColumnKind.INT32, decoder);
      case "io.debezium.time.Date", "org.apache.kafka.connect.data.Date" ->
          TypedDecoder.of(ColumnKind.DATE, InfinityDecoders::days);
      case "io.debezium.time.Time", "org.apache.kafka.connect.data.Time" -> time(MILLIS, decoder);
      default -> throw UnsupportedType.of("int32", name);
    };
  }

  static TypedDecoder int64(String name, PropagatedType source) throws MalformedMessageException {
    ValueDecoder decoder = ValueDecoders.integer(Long.MIN_VALUE, Long.MAX_VALUE);
    return switch (name) {
      case "" ->
          source.is("OID")
              ? TypedDecoder.of(ColumnKind.UINT32, ValueDecoders.integer(0, MAX_UINT32))
              : TypedDecoder.of(ColumnKind.INT64, decoder);
      case "io.debezium.time.MicroDuration", "io.debezium.time.NanoDuration" ->
          TypedDecoder.of(ColumnKind.INT64, decoder);
      case "io.debezium.time.MicroTime" -> time(MICROS, decoder);
      case "io.debezium.time.NanoTime" -> time(NANOS, decoder);
      case "io.debezium.time.Timestamp", "org.apache.kafka.connect.data.Timestamp" ->
          timestamp(MILLIS);
      case "io.debezium.time.MicroTimestamp" -> timestamp(MICROS);
      case "io.debezium.time.NanoTimestamp" -> timestamp(NANOS);
      default -> throw UnsupportedType.of("int64", name);
    };
  }

  private static TypedDecoder time(int scale, ValueDecoder decoder) {
    return new TypedDecoder(ColumnType.time(ColumnKind.TIME, scale), decoder);
  }

  private static TypedDecoder timestamp(int scale) {
    return new TypedDecoder(ColumnType.time(ColumnKind.TIMESTAMP, scale), InfinityDecoders::ticks);
  }
}

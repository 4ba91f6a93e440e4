package io.isomer.clickhouse;

import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnType;
import io.isomer.clickhouse.TargetType.Kind;
import java.util.Optional;

/** Which source type is written to which target type, and how. */
final class ColumnConverters {

  private static final int MICROS = 6;

  private ColumnConverters() {}

  /**
   * @param source a column of the source table
   * @param target the column of the same name in ClickHouse
   * @return empty when the source's values cannot be told in the target's type without loss
   */
  static Optional<ColumnConverter> resolve(Column source, TargetColumn target) {
    return resolve(source.type(), target.type());
  }

  private static Optional<ColumnConverter> resolve(ColumnType source, TargetType target) {
    Optional<ColumnConverter> value = resolveValue(source, target);
    return target.nullable() ? value.map(NullableConverter::new) : value;
  }

  private static Optional<ColumnConverter> resolveValue(ColumnType source, TargetType target) {
    return Optional.ofNullable(
        switch (source.kind()) {
          case BOOLEAN -> fromBoolean(target);
          case INT16, INT32, INT64, UINT32 -> fromInteger(target);
          case FLOAT32 -> fromFloat(target);
          case FLOAT64 -> fromDouble(target);
          case DECIMAL -> fromDecimal(target);
          case STRING, BITS, JSON, ENUM, INTERVAL, TIME_TZ, BYTES -> ofText(fromText(target));
          case UUID ->
              target.kind() == Kind.UUID ? ofText(TextWriters::uuid) : ofText(fromText(target));
          case DATE -> fromDate(target);
          case TIMESTAMP -> fromTimestamp(source.scale(), target);
          case TIMESTAMP_TZ -> fromTimestamp(MICROS, target);
          case TIME -> fromTime(source.scale(), target);
          case ARRAY, VECTOR -> fromArray(source, target);
          case MAP, POINT -> null;
          case UNTYPED -> UntypedConverters.resolve(target);
        });
  }

  private static ColumnConverter ofLong(LongWriter writer) {
    return (in, out) -> writer.write(in.readLong(), out);
  }

  private static ColumnConverter ofText(TextWriter writer) {
    if (writer == null) {
      return null;
    }
    return (in, out) -> {
      int count = in.readSize();
      writer.write(in.array(), in.position(), count, out);
      in.skip(count);
    };
  }

  private static ColumnConverter fromBoolean(TargetType target) {
    return target.kind() == Kind.BOOL || target.kind() == Kind.UINT && target.size() == 1
        ? (in, out) -> out.writeByte(in.readBoolean() ? 1 : 0)
        : null;
  }

  private static ColumnConverter fromInteger(TargetType target) {
    return switch (target.kind()) {
      case INT, UINT -> ofLong(IntegerWriters.of(target));
      case DECIMAL -> ofLong(new DecimalWriter(target)::write);
      default -> null;
    };
  }

  private static ColumnConverter fromFloat(TargetType target) {
    return switch (target.kind()) {
      case FLOAT32 -> (in, out) -> FloatWriters.float32((float) in.readDouble(), out);
      // through float: the value that PostgreSQL holds, not the nearest to its shortest digits
      case FLOAT64 -> (in, out) -> FloatWriters.float64((float) in.readDouble(), out);
      default -> null;
    };
  }

  private static ColumnConverter fromDouble(TargetType target) {
    return switch (target.kind()) {
      case FLOAT32 -> (in, out) -> FloatWriters.exactFloat32(in.readDouble(), out);
      case FLOAT64 -> (in, out) -> FloatWriters.float64(in.readDouble(), out);
      default -> null;
    };
  }

  private static ColumnConverter fromDecimal(TargetType target) {
    return target.kind() == Kind.DECIMAL
        ? ofText(new DecimalWriter(target))
        : ofText(fromText(target));
  }

  private static TextWriter fromText(TargetType target) {
    return switch (target.kind()) {
      case STRING -> TextWriters::string;
      case FIXED_STRING -> TextWriters.fixedString(target);
      default -> null;
    };
  }

  private static ColumnConverter fromDate(TargetType target) {
    return switch (target.kind()) {
      case DATE, DATE32 -> ofLong(TimeWriters.days(target));
      default -> null;
    };
  }

  private static ColumnConverter fromTimestamp(int scale, TargetType target) {
    return switch (target.kind()) {
      case DATE_TIME, DATE_TIME64 -> ofLong(TimeWriters.ticks(scale, target));
      default -> null;
    };
  }

  private static ColumnConverter fromTime(int scale, TargetType target) {
    return switch (target.kind()) {
      case INT -> target.size() == 8 ? ofLong(TimeWriters.timeAsMicros(scale, target)) : null;
      case STRING -> ofLong(TextWriters.timeOfDay(scale));
      default -> null;
    };
  }

  private static ColumnConverter fromArray(ColumnType source, TargetType target) {
    return target.kind() == Kind.ARRAY
        ? resolve(source.element(), target.element()).map(ArrayConverter::new).orElse(null)
        : null;
  }
}

package io.isomer.clickhouse.convert;

import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnType;
import io.isomer.targetformat.type.TargetColumn;
import io.isomer.targetformat.type.TargetType;
import io.isomer.targetformat.type.TargetType.Kind;
import java.util.Optional;

/** Which source type is written to which target type, and how. */
public final class ColumnConverters {

  private static final int MICROS = 6;

  private ColumnConverters() {}

  /**
   * @param source a column of the source table
   * @param target the column of the same name in ClickHouse
   * @return empty when the source's values cannot be represented in the target's type without loss
   */
  public static Optional<ColumnConverter> resolve(Column source, TargetColumn target) {
    return Optional.ofNullable(resolve(source.type(), target.type()));
  }

  private static ColumnConverter resolve(ColumnType source, TargetType target) {
    if (target.kind() == Kind.VARIANT) {
      return fromAnyToVariant(source, target);
    }
    ColumnConverter value = resolveValue(source, target);
    return value != null && target.nullable() ? new NullableConverter(value) : value;
  }

  private static ColumnConverter resolveValue(ColumnType source, TargetType target) {
    return switch (source.kind()) {
      case BOOLEAN -> fromBoolean(target);
      case INT16, INT32, INT64, UINT32 -> fromInteger(target);
      case FLOAT32 -> fromFloat(target);
      case FLOAT64 -> fromDouble(target);
      case DECIMAL -> TextConverters.fromDecimal(target);
      case STRING, ENUM -> TextConverters.fromText(target);
      case JSON -> TextConverters.fromJson(target);
      case UUID -> TextConverters.fromUuid(target);
      case BITS, INTERVAL, TIME_TZ, BYTES -> TextConverters.asText(target);
      case DATE -> ofLong(TimeWriters.fromDate(target));
      case TIMESTAMP -> ofLong(TimeWriters.fromTimestamp(source.scale(), "", target));
      case TIMESTAMP_TZ -> ofLong(TimeWriters.fromTimestamp(MICROS, "+00", target));
      case TIME -> ofLong(TimeWriters.fromTime(source.scale(), target));
      case ARRAY, VECTOR -> fromArray(source, target);
      case MAP -> fromMap(source, target);
      case POINT -> isPoint(target) ? new PointConverter() : null;
      case UNTYPED -> UntypedConverters.resolve(target);
    };
  }

  private static ColumnConverter ofLong(LongWriter writer) {
    return writer == null ? null : (in, out) -> writer.write(in.readLong(), out);
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

  private static ColumnConverter fromArray(ColumnType source, TargetType target) {
    ColumnConverter element =
        target.kind() == Kind.ARRAY ? resolve(source.element(), target.element()) : null;
    return element == null ? null : new ArrayConverter(element);
  }

  private static ColumnConverter fromMap(ColumnType source, TargetType target) {
    if (target.kind() != Kind.MAP) {
      return null;
    }
    ColumnConverter key = resolve(source.element(), target.elements().get(0));
    ColumnConverter value = resolve(source.element(), target.elements().get(1));
    return key == null || value == null ? null : new MapConverter(key, value);
  }

  private static boolean isPoint(TargetType target) {
    return target.kind() == Kind.TUPLE
        && target.elements().size() == 2
        && target.elements().stream().allMatch(e -> e.kind() == Kind.FLOAT64 && !e.nullable());
  }

  /** A variant of one type holds that type's values and NULL, also where Nullable does not. */
  private static ColumnConverter fromAnyToVariant(ColumnType source, TargetType target) {
    ColumnConverter value =
        target.elements().size() == 1 ? resolve(source, target.elements().get(0)) : null;
    return value == null ? null : new VariantConverter(value);
  }
}

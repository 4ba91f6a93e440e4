package io.isomer.clickhouse;

import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;

/** The ClickHouse type that holds all values of a source type, as far as there is one. */
final class TargetTypes {

  private static final int MAX_DECIMAL_DIGITS = 76;

  private TargetTypes() {}

  /** The type of a whole column, {@code Nullable} if need be. */
  static String of(Column column) {
    return nullable(column.type(), column.optional());
  }

  private static String nullable(ColumnType type, boolean optional) {
    String name = of(type);
    if (!optional || type.kind() == ColumnKind.ARRAY) {
      return name;
    }
    return type.kind() == ColumnKind.ENUM
        ? "LowCardinality(Nullable(String))"
        : "Nullable(" + name + ")";
  }

  private static String of(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "Bool";
      case INT16 -> "Int16";
      case INT32 -> "Int32";
      case INT64 -> "Int64";
      case FLOAT32 -> "Float32";
      case FLOAT64 -> "Float64";
      case DECIMAL -> decimal(type.precision(), type.scale());
      case ENUM -> "LowCardinality(String)";
      case UUID -> "UUID";
      case DATE -> "Date32";
      case TIMESTAMP -> "DateTime64(" + type.scale() + ", 'UTC')";
      case TIMESTAMP_TZ -> "DateTime64(6, 'UTC')";
      case TIME -> "Int64";
      case ARRAY -> "Array(" + nullable(type.element(), true) + ")";
      case STRING, JSON, INTERVAL, TIME_TZ, BYTES, UNTYPED -> "String";
    };
  }

  private static String decimal(int precision, int scale) {
    return precision > 0 && precision <= MAX_DECIMAL_DIGITS && scale >= 0 && scale <= precision
        ? "Decimal(" + precision + ", " + scale + ")"
        : "String";
  }
}

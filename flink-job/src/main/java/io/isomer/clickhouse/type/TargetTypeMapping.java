package io.isomer.clickhouse.type;

import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;

/**
 * The ClickHouse type that a source type's column gets by default. It holds every value of the
 * source that some ClickHouse type holds exactly; {@code docs/TYPES.md} has the table with the
 * values that none does.
 */
public final class TargetTypeMapping {

  /** PostgreSQL has no finer times, whatever the connector counts in. */
  private static final int MICROS = 6;

  private static final int MAX_DECIMAL_DIGITS = 76;

  private TargetTypeMapping() {}

  /** The type of a whole column. */
  public static String clickHouseType(Column column) {
    return clickHouseType(column.type(), column.optional());
  }

  /**
   * @param type the source's
   * @param nullable whether the column is to hold NULL; ClickHouse has no Nullable arrays, maps and
   *     tuples, so a column of these types does not, and a NULL is refused when it comes
   * @return the type as ClickHouse spells it, for example {@code Nullable(Decimal(10, 2))}
   */
  public static String clickHouseType(ColumnType type, boolean nullable) {
    String name = withoutNull(type);
    if (!nullable || isComposite(type.kind())) {
      return name;
    }
    return type.kind() == ColumnKind.ENUM
        ? "LowCardinality(Nullable(String))"
        : "Nullable(" + name + ")";
  }

  private static boolean isComposite(ColumnKind kind) {
    return kind.form() == ColumnKind.Form.ARRAY;
  }

  private static String withoutNull(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "Bool";
      case INT16 -> "Int16";
      case INT32 -> "Int32";
      case INT64 -> "Int64";
      case UINT32 -> "UInt32";
      case FLOAT32 -> "Float32";
      case FLOAT64 -> "Float64";
      case DECIMAL -> decimal(type.precision(), type.scale());
      case ENUM -> "LowCardinality(String)";
      case UUID -> "UUID";
      case DATE -> "Date32";
      case TIMESTAMP -> "DateTime64(" + Math.min(type.scale(), MICROS) + ", 'UTC')";
      case TIMESTAMP_TZ -> "DateTime64(6, 'UTC')";
      case TIME -> "Int64";
      case ARRAY -> "Array(" + clickHouseType(type.element(), true) + ")";
      case MAP -> "Map(String, Nullable(String))";
      case POINT -> "Tuple(Float64, Float64)";
      case VECTOR -> "Array(Float32)";
      case STRING, BITS, JSON, INTERVAL, TIME_TZ, BYTES, UNTYPED -> "String";
    };
  }

  /** PostgreSQL's scale may be below zero or above the precision; ClickHouse's may not. */
  private static String decimal(int precision, int scale) {
    int fraction = Math.max(scale, 0);
    int digits = Math.max(precision - Math.min(scale, 0), fraction);
    return precision > 0 && digits <= MAX_DECIMAL_DIGITS
        ? "Decimal(" + digits + ", " + fraction + ")"
        : "String";
  }
}

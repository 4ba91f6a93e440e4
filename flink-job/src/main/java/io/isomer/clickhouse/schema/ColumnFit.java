package io.isomer.clickhouse.schema;

import io.isomer.changelog.Column;
import io.isomer.clickhouse.convert.ColumnConverters;
import io.isomer.clickhouse.type.TargetTypeMapping;
import io.isomer.clickhouse.type.Widening;
import io.isomer.targetformat.type.TargetColumn;
import io.isomer.targetformat.type.TargetType;
import io.isomer.targetformat.type.TargetType.Kind;
import io.isomer.targetformat.type.TargetTypeParser;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whether a source's column fits into its target, and what would make it fit. */
public sealed interface ColumnFit {

  /** Values that the target cannot hold are refused one by one. */
  record Fits() implements ColumnFit {}

  /** It fits once the target is altered, by which no value of it changes. */
  record FitsAs(String type) implements ColumnFit {}

  /**
   * It could fit into a wider target, but a column of the sorting key cannot be altered. Until a
   * value comes that does not fit, all is well.
   */
  record KeyTooNarrow(String type) implements ColumnFit {}

  /** No value can be written, or not as the previous ones were. */
  record Unfit() implements ColumnFit {}

  Set<Kind> FLOATS = EnumSet.of(Kind.FLOAT32, Kind.FLOAT64);

  /** ClickHouse has the others only as they are. */
  Set<Kind> CAN_BE_NULLABLE =
      EnumSet.of(
          Kind.BOOL,
          Kind.INT,
          Kind.UINT,
          Kind.FLOAT32,
          Kind.FLOAT64,
          Kind.DECIMAL,
          Kind.STRING,
          Kind.FIXED_STRING,
          Kind.UUID,
          Kind.DATE,
          Kind.DATE32,
          Kind.DATE_TIME,
          Kind.DATE_TIME64);

  /**
   * @param key whether the column belongs to the sorting key
   */
  static ColumnFit of(Column source, TargetColumn target, boolean key) {
    TargetType type = target.type();
    TargetType wanted =
        TargetTypeParser.parse(TargetTypeMapping.clickHouseType(source.type(), false));
    Optional<String> wider = Widening.of(type, wanted);
    if (wider.isEmpty() && ColumnConverters.resolve(source, target).isEmpty()) {
      return new Unfit();
    }
    if (key) {
      return wider.isPresent() ? new KeyTooNarrow(wider.get()) : new Fits();
    }
    if (wider.isPresent()) {
      boolean nullable = type.nullable() || source.optional() && isNullableKind(type);
      return new FitsAs(nullable ? "Nullable(" + wider.get() + ")" : wider.get());
    }
    return source.optional() && lacksNull(type) ? new FitsAs(nullable(type)) : new Fits();
  }

  /**
   * Whether the target's type is of the kind that the source's is mapped to. One of another kind is
   * somebody's choice, or was made for another type that the column had once.
   */
  static boolean isNatural(Column source, TargetColumn target) {
    Kind wanted =
        TargetTypeParser.parse(TargetTypeMapping.clickHouseType(source.type(), false)).kind();
    return wanted == target.type().kind()
        || FLOATS.contains(wanted) && FLOATS.contains(target.type().kind());
  }

  /** Whether the type has no NULL, and could have one. */
  static boolean lacksNull(TargetType type) {
    return !type.nullable() && isNullableKind(type);
  }

  private static boolean isNullableKind(TargetType type) {
    return CAN_BE_NULLABLE.contains(type.kind());
  }

  /** The type of the same values and NULL. */
  static String nullable(TargetType type) {
    String text = type.text();
    String wrapper = "LowCardinality(";
    return text.startsWith(wrapper)
        ? wrapper + "Nullable(" + text.substring(wrapper.length()) + ")"
        : "Nullable(" + text + ")";
  }
}

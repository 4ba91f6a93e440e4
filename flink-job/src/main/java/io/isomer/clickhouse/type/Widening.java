package io.isomer.clickhouse.type;

import io.isomer.targetformat.type.TargetType;
import java.util.Optional;

/**
 * Which types can become wider ones without any change of a value. Only types as {@link
 * TargetTypeMapping} spells them are widened: another spelling is somebody's choice.
 */
public final class Widening {

  private static final int MAX_DECIMAL_DIGITS = 76;

  private Widening() {}

  /**
   * The type that holds both types' values, without {@code Nullable}.
   *
   * @return empty when the type holds them already, or none does
   */
  public static Optional<String> of(TargetType type, TargetType wanted) {
    if (type.kind() != wanted.kind()) {
      return type.kind() == TargetType.Kind.FLOAT32
              && wanted.kind() == TargetType.Kind.FLOAT64
              && isSpelled(type, "Float32")
          ? Optional.of("Float64")
          : Optional.empty();
    }
    return switch (type.kind()) {
      case INT ->
          wanted.size() > type.size() && isSpelled(type, "Int" + Byte.SIZE * type.size())
              ? Optional.of("Int" + Byte.SIZE * wanted.size())
              : Optional.empty();
      case DECIMAL -> decimal(type, wanted);
      case DATE_TIME64 ->
          wanted.scale() > type.scale() && isSpelled(type, dateTime64(type.scale()))
              ? Optional.of(dateTime64(wanted.scale()))
              : Optional.empty();
      case ARRAY -> array(type.element(), wanted.element());
      default -> Optional.empty();
    };
  }

  private static Optional<String> decimal(TargetType type, TargetType wanted) {
    int scale = Math.max(type.scale(), wanted.scale());
    int whole = Math.max(type.precision() - type.scale(), wanted.precision() - wanted.scale());
    if (scale == type.scale() && whole == type.precision() - type.scale()
        || scale + whole > MAX_DECIMAL_DIGITS) {
      return Optional.empty();
    }
    return Optional.of("Decimal(" + (scale + whole) + ", " + scale + ")");
  }

  private static Optional<String> array(TargetType element, TargetType wanted) {
    return of(element, wanted)
        .map(wider -> "Array(" + (element.nullable() ? "Nullable(" + wider + ")" : wider) + ")");
  }

  private static String dateTime64(int scale) {
    return "DateTime64(" + scale + ", 'UTC')";
  }

  private static boolean isSpelled(TargetType type, String name) {
    return type.text().equals(name) || type.text().equals("Nullable(" + name + ")");
  }
}

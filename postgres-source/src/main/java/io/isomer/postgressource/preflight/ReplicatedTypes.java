package io.isomer.postgressource.preflight;

import io.isomer.postgressource.SourceType;

/** Which types' values arrive through Debezium; {@code docs/TYPES.md} has the whole table. */
public final class ReplicatedTypes {

  private ReplicatedTypes() {}

  /**
   * @throws UnreplicatedTypeException for a type whose values do not arrive
   */
  public static void require(SourceType type) throws UnreplicatedTypeException {
    if (type.kind() == SourceType.Kind.ARRAY) {
      requireElement(type.element());
    } else if (type.kind() == SourceType.Kind.BASE) {
      requireBase(type.name());
    }
  }

  private static void requireElement(SourceType element) throws UnreplicatedTypeException {
    switch (element.name()) {
      case "interval", "money", "point" -> throw UnreplicatedTypeException.leftOut(element + "[]");
      case "time" ->
          throw UnreplicatedTypeException.refused("time[]", "Debezium cuts them to milliseconds");
      case "bit", "varbit" ->
          throw UnreplicatedTypeException.refused(element + "[]", "Debezium sends it as NULL");
      default -> {
        // as an array, or as PostgreSQL's text
      }
    }
  }

  private static void requireBase(String name) throws UnreplicatedTypeException {
    switch (name) {
      case "varbit" ->
          throw UnreplicatedTypeException.refused(
              "bit varying", "Debezium does not send a value's length");
      case "line", "circle" -> throw UnreplicatedTypeException.refused(name, "");
      default -> {
        // as it is, or as PostgreSQL's text
      }
    }
  }
}

package io.isomer.debezium.schema;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A column's PostgreSQL type, as the connector propagates it with the setting {@code
 * datatype.propagate.source.type} or {@code column.propagate.source.type}.
 *
 * @param type the name of the type in upper case, with a leading {@code _} for an array; empty when
 *     the settings do not match the column
 * @param length the precision of a decimal; 0 when it has none
 * @param scale the scale of a decimal
 */
record PropagatedType(String type, int length, int scale) {

  private static final String PREFIX = "__debezium.source.column.";

  /**
   * @param schema the column's part of the message's schema
   */
  static PropagatedType of(JsonNode schema) {
    JsonNode parameters = schema.path("parameters");
    return new PropagatedType(
        parameters.path(PREFIX + "type").asText(""),
        parameters.path(PREFIX + "length").asInt(),
        parameters.path(PREFIX + "scale").asInt());
  }

  boolean is(String name) {
    return type.equals(name);
  }

  boolean isArray() {
    return type.startsWith("_");
  }

  /** The type of an array's elements. */
  PropagatedType element() {
    return isArray() ? new PropagatedType(type.substring(1), length, scale) : this;
  }
}

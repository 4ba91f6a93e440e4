package io.isomer.debezium.schema;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the connector's setting {@code datatype.propagate.source.type}, or {@code
 * column.propagate.source.type}, tells of a PostgreSQL column.
 *
 * @param type its type's name in upper case, an array's with {@code _} in front; empty where the
 *     setting does not name the column
 * @param length a decimal's digits in all; 0 where it has none
 * @param scale a decimal's digits after the point
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

  /** The elements of an array column. */
  PropagatedType element() {
    return isArray() ? new PropagatedType(type.substring(1), length, scale) : this;
  }
}

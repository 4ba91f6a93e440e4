package io.isomer.debezium.schema;

import io.isomer.debezium.json.MalformedMessageException;

/** Errors about types that are not replicated. */
final class UnsupportedType {

  private UnsupportedType() {}

  /**
   * @param type Kafka Connect's
   * @param name the semantic type's; may be empty
   */
  static MalformedMessageException of(String type, String name) {
    return because("the type " + (name.isEmpty() ? type : name + " (" + type + ")"), "");
  }

  /** Tells that a type is not replicated, why, and what to do. */
  static MalformedMessageException because(String type, String reason) {
    return new MalformedMessageException(
        type
            + " is not replicated"
            + (reason.isEmpty() ? "" : ", because " + reason)
            + "; leave the column out with Debezium's column.exclude.list");
  }
}

package io.isomer.debezium.schema;

import io.isomer.debezium.json.MalformedMessageException;

/** Errors about unsupported types. */
final class UnsupportedType {

  private UnsupportedType() {}

  /**
   * @param type Kafka Connect's type
   * @param name the name of the semantic type; may be empty
   */
  static MalformedMessageException of(String type, String name) {
    return because("the type " + (name.isEmpty() ? type : name + " (" + type + ")"), "");
  }

  /**
   * An error with the reason and the fix.
   *
   * @param reason may be empty
   */
  static MalformedMessageException because(String type, String reason) {
    return new MalformedMessageException(
        type
            + " is not replicated"
            + (reason.isEmpty() ? "" : ", because " + reason)
            + ". Exclude the column with the connector's column.exclude.list");
  }
}

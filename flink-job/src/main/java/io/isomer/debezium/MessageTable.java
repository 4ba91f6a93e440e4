package io.isomer.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.TableId;
import java.io.IOException;
import java.util.Optional;

/** Finds the table of a message that could not be decoded, for whoever looks into it. */
final class MessageTable {

  private MessageTable() {}

  /** The table that the message's {@code source} names; empty when that cannot be read either. */
  static Optional<TableId> of(byte[] message) {
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(message);
    } catch (IOException e) { // that it is not JSON is the message's own problem, told elsewhere
      return Optional.empty();
    }
    JsonNode source = (root.has("payload") ? root.path("payload") : root).path("source");
    String schema = source.path("schema").textValue();
    String table = source.path("table").textValue();
    return schema == null || table == null
        ? Optional.empty()
        : Optional.of(new TableId(schema, table));
  }
}

package io.isomer.debezium;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.TableId;
import io.isomer.debezium.envelope.SourceBlock;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MessageBytes;
import java.io.IOException;
import java.util.Optional;

/** Reads the table of a message without decoding its row. */
final class TableIdProbe {

  private TableIdProbe() {}

  /** The table in the message's {@code source}; empty when it cannot be read. */
  static Optional<TableId> of(MessageBytes message) {
    try {
      JsonReader parser = new JsonReader(message);
      return parser.nextToken() == JsonToken.START_OBJECT ? in(parser) : Optional.empty();
    } catch (IOException e) { // decoding the message will report the error
      return Optional.empty();
    }
  }

  /** Searches the object at the parser's position, and its payload. */
  private static Optional<TableId> in(JsonReader parser) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        if (name.equals("source")) {
          return source(parser);
        }
        if (name.equals("payload")) {
          return in(parser);
        }
      }
      parser.skipChildren();
    }
    return Optional.empty();
  }

  private static Optional<TableId> source(JsonReader parser) throws IOException {
    String schema = null;
    String table = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING && name.equals("schema")) {
        schema = parser.getText();
      } else if (token == JsonToken.VALUE_STRING && name.equals("table")) {
        table = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return SourceBlock.namesNoTable(schema, table)
        ? Optional.empty()
        : Optional.of(new TableId(schema, table));
  }
}

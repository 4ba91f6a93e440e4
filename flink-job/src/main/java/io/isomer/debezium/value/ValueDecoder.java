package io.isomer.debezium.value;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonReader;
import java.io.IOException;

/** Reads one value of a source type; chosen once for each column of a schema. */
@FunctionalInterface
public interface ValueDecoder {

  /**
   * Writes the value that the parser stands at, with its mark. It is never a JSON null.
   *
   * @throws IOException when the value is not of the expected type
   */
  void decode(JsonReader parser, RowWriter out) throws IOException;

  /** Writes the value that the parser stands at, which may be null, with its mark. */
  default void decodeNullable(JsonReader parser, RowWriter out) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      out.writeMark(RowWriter.NULL);
    } else {
      decode(parser, out);
    }
  }
}

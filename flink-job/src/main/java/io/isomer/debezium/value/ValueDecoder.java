package io.isomer.debezium.value;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonReader;
import java.io.IOException;

/** Decodes the values of one column. Chosen once for each column of a schema. */
@FunctionalInterface
public interface ValueDecoder {

  /**
   * Writes the value at the parser's position, with its mark. The value is not a JSON null.
   *
   * @throws IOException when the value does not have the expected type
   */
  void decode(JsonReader parser, RowWriter out) throws IOException;

  /** Writes the value at the parser's position, which may be a JSON null, with its mark. */
  default void decodeNullable(JsonReader parser, RowWriter out) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      out.writeMark(RowWriter.NULL);
    } else {
      decode(parser, out);
    }
  }
}

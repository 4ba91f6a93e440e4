package io.isomer.debezium.value;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import java.io.IOException;

/** Reads an array, element by element. */
public record ArrayDecoder(ValueDecoder element) implements ValueDecoder {

  /** The array has elements, and all are NULL. */
  static final boolean ONLY_NULLS = true;

  @Override
  public void decode(JsonReader parser, RowWriter out) throws IOException {
    decodeElements(parser, out);
  }

  /** As {@link #decode}; tells whether the array holds {@link #ONLY_NULLS}. */
  boolean decodeElements(JsonReader parser, RowWriter out) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw JsonChecks.unexpected("an array", parser);
    }
    out.writeMark(RowWriter.VALUE);
    int start = out.beginArray();
    int elements = 0;
    boolean onlyNulls = true;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      element.decodeNullable(parser, out);
      onlyNulls &= token == JsonToken.VALUE_NULL;
      elements++;
    }
    out.endArray(start, elements);
    return onlyNulls && elements > 0;
  }
}

package io.isomer.debezium;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import java.io.IOException;

/** Reads an array, element by element. */
record ArrayDecoder(ValueDecoder element) implements ValueDecoder {

  @Override
  public void decode(JsonParser parser, RowWriter out) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Json.unexpected("an array", parser);
    }
    out.writeMark(RowWriter.VALUE);
    int start = out.beginArray();
    int elements = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.decodeNullable(parser, out);
      elements++;
    }
    out.endArray(start, elements);
  }
}

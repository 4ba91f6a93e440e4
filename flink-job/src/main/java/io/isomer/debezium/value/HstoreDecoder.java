package io.isomer.debezium.value;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Decodes {@code hstore}: an object of texts and nulls, or a text with such an object. */
public final class HstoreDecoder {

  private HstoreDecoder() {}

  /** With {@code hstore.handling.mode=map}. */
  public static void map(JsonReader parser, RowWriter out) throws IOException {
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    out.writeMark(RowWriter.VALUE);
    int start = out.beginArray();
    int elements = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      out.writeMark(RowWriter.VALUE);
      out.writeText(parser.currentName());
      if (parser.nextToken() == JsonToken.VALUE_NULL) {
        out.writeMark(RowWriter.NULL);
      } else {
        ValueDecoders.text(parser, out);
      }
      elements += 2;
    }
    out.endArray(start, elements);
  }

  /** With {@code hstore.handling.mode=json}. */
  public static void json(JsonReader parser, RowWriter out) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw JsonChecks.unexpected("a string", parser);
    }
    JsonReader object = new JsonReader(parser.getText().getBytes(StandardCharsets.UTF_8));
    object.nextToken();
    map(object, out);
  }
}

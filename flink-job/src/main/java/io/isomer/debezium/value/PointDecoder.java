package io.isomer.debezium.value;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import java.io.IOException;

/**
 * Decodes PostgreSQL's {@code point}: a struct with the fields x, y and wkb, which repeats both.
 */
public final class PointDecoder {

  private PointDecoder() {}

  public static void point(JsonReader parser, RowWriter out) throws IOException {
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    out.writeMark(RowWriter.VALUE);
    int start = out.beginArray();
    String expected = "x";
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals(expected)) {
        ValueDecoders.float64(parser, out);
        expected = name.equals("x") ? "y" : "";
      } else {
        parser.skipChildren();
      }
    }
    if (!expected.isEmpty()) {
      throw new MalformedMessageException("a point lacks its " + expected);
    }
    out.endArray(start, 2);
  }
}

package io.isomer.debezium.value;

import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * A text in an array. For an array with several dimensions the connector sends the name that Java
 * has for the inner arrays' objects, which is refused.
 */
public record FlatTextDecoder(ValueDecoder text) implements ValueDecoder {

  private static final Pattern JAVA_ARRAY = Pattern.compile("\\[+L[\\w.]+;@[0-9a-f]{1,8}");

  @Override
  public void decode(JsonReader parser, RowWriter out) throws IOException {
    text.decode(parser, out);
    if (parser.textStartsWith('[') && JAVA_ARRAY.matcher(parser.getText()).matches()) {
      throw new MalformedMessageException(
          "the array has several dimensions, whose elements Debezium does not send");
    }
  }
}

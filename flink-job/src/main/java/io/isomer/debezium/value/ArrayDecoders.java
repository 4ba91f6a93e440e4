package io.isomer.debezium.value;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Decoders of arrays.
 *
 * <p>Debezium does not send the elements of an array with several dimensions. For each inner array
 * it sends NULL or, in an array of texts, the name that Java gives to the inner array's object.
 */
public final class ArrayDecoders {

  private static final Pattern JAVA_ARRAY = Pattern.compile("\\[+L[\\w.]+;@[0-9a-f]{1,8}");

  private ArrayDecoders() {}

  /** Arrays that the connector sends with all of their elements. */
  public static ValueDecoder of(ValueDecoder element) {
    return (parser, out) -> decode(element, parser, out);
  }

  /**
   * Arrays of one dimension. Rejects an array that contains only NULLs: it may have several
   * dimensions.
   */
  public static ValueDecoder flat(ValueDecoder element) {
    return (parser, out) -> {
      boolean onlyNulls = decode(element, parser, out);
      if (onlyNulls) {
        throw new MalformedMessageException(
            "the array contains only NULLs; Debezium sends multi-dimensional arrays this way");
      }
    };
  }

  /** Arrays of texts of one dimension. */
  public static ValueDecoder flatTexts(ValueDecoder text) {
    return of(
        (parser, out) -> {
          text.decode(parser, out);
          if (parser.textStartsWith('[') && JAVA_ARRAY.matcher(parser.getText()).matches()) {
            throw new MalformedMessageException(
                "the array has several dimensions; Debezium does not send their elements");
          }
        });
  }

  /**
   * Decodes an array.
   *
   * @return whether it has elements and all of them are NULL
   */
  private static boolean decode(ValueDecoder element, JsonReader parser, RowWriter out)
      throws IOException {
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

package io.isomer.clickhouse.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.isomer.changelog.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An element of a JSON array, or a name or a value of a JSON object.
 *
 * @param token null for a null
 * @param text a string's content, else as the JSON has it, so that no digit of a number is lost
 */
record JsonPart(JsonToken token, String text) {

  /** Without limits: the text was limited by the Kafka message that it came in. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // they are keys of a map
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /**
   * The elements of an array, or an object's names and values in turn.
   *
   * @throws IOException for a text that is not JSON
   */
  static List<JsonPart> of(String json) throws IOException {
    List<JsonPart> parts = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      while (!parser.nextToken().isStructEnd()) {
        parts.add(part(parser, json));
      }
    }
    return parts;
  }

  private static JsonPart part(JsonParser parser, String json) throws IOException {
    return switch (parser.currentToken()) {
      case FIELD_NAME, VALUE_STRING -> new JsonPart(JsonToken.STRING, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonPart(JsonToken.NUMBER, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> new JsonPart(JsonToken.BOOLEAN, parser.getText());
      case VALUE_NULL -> new JsonPart(null, parser.getText());
      case START_ARRAY, START_OBJECT -> {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getCharOffset();
        yield new JsonPart(JsonToken.NESTED, json.substring(start, end));
      }
      default -> throw new IllegalStateException("no part of JSON: " + parser.currentToken());
    };
  }
}

package io.isomer.debezium.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Checks of a reader's current token, and errors about it. */
public final class JsonChecks {

  private JsonChecks() {}

  /**
   * @throws MalformedMessageException unless the parser's current token is the expected one
   */
  public static void expect(JsonReader parser, JsonToken expected) throws IOException {
    if (parser.currentToken() != expected) {
      throw new MalformedMessageException(
          "expected " + describe(expected) + " and found " + describe(parser.currentToken()));
    }
  }

  /**
   * Records that an object has a field. The fields are bits of a number, because this runs for
   * every message.
   *
   * @return the bits of all fields so far
   * @throws MalformedMessageException when the field was recorded before
   */
  public static int once(int seen, int bit, String name) throws MalformedMessageException {
    if ((seen & bit) != 0) {
      throw new MalformedMessageException(name + " appears twice in the message");
    }
    return seen | bit;
  }

  public static MalformedMessageException unexpected(String expected, JsonReader parser)
      throws IOException {
    String found = describe(parser.currentToken());
    return new MalformedMessageException(
        "expected "
            + expected
            + " and found "
            + found
            + (parser.currentToken().isScalarValue()
                ? " " + QuotedValue.of(parser.getText())
                : ""));
  }

  private static String describe(JsonToken token) {
    if (token == null) {
      return "the end";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case END_OBJECT -> "the end of an object";
      case END_ARRAY -> "the end of an array";
      case FIELD_NAME -> "a field";
      case VALUE_STRING -> "the string";
      case VALUE_NUMBER_INT -> "the integer";
      case VALUE_NUMBER_FLOAT -> "the number";
      case VALUE_TRUE, VALUE_FALSE -> "the boolean";
      case VALUE_NULL -> "null";
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> token.toString();
    };
  }
}

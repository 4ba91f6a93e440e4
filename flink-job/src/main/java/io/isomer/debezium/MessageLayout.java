package io.isomer.debezium;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where in a message of Kafka Connect's JsonConverter the schema part and the payload stand.
 *
 * <p>The schema part is the larger part of a message, and the same for all messages of a table
 * until the table changes. So everything in front of the payload is compared with the message
 * before, and only parsed when it differs.
 *
 * @param prefix the bytes in front of the payload; empty for a message without schema part
 * @param schemaStart where the schema part starts, or -1
 * @param schemaEnd the position behind the schema part, or -1
 */
record MessageLayout(byte[] prefix, int schemaStart, int schemaEnd) {

  private static final String START = "{\"schema\":";

  static final MessageLayout SCHEMALESS = new MessageLayout(new byte[0], -1, -1);

  static MessageLayout of(byte[] message) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(message)) {
      if (parser.nextToken() != JsonToken.START_OBJECT
          || !"schema".equals(parser.nextFieldName())) {
        return SCHEMALESS;
      }
      boolean schemaIsNull = parser.nextToken() == JsonToken.VALUE_NULL;
      if (!schemaIsNull && parser.currentToken() != JsonToken.START_OBJECT) {
        return SCHEMALESS; // a column that is called schema
      }
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      int end = (int) parser.currentLocation().getByteOffset();
      if (!"payload".equals(parser.nextFieldName())) {
        return SCHEMALESS;
      }
      parser.nextToken();
      int payload = (int) parser.currentTokenLocation().getByteOffset();
      byte[] prefix = Arrays.copyOf(message, payload);
      return schemaIsNull
          ? new MessageLayout(prefix, -1, -1)
          : new MessageLayout(prefix, start, end);
    }
  }

  /** Whether the message begins as one with a schema part; a row may begin so too. */
  static boolean mayHaveSchema(byte[] message) {
    int length = Math.min(message.length, START.length());
    return START.equals(new String(message, 0, length, StandardCharsets.US_ASCII));
  }

  boolean hasSchema() {
    return schemaStart >= 0;
  }

  /** Whether the message has the same bytes in front of its payload. */
  boolean matches(byte[] message) {
    return prefix.length > 0
        && message.length > prefix.length
        && Arrays.equals(prefix, 0, prefix.length, message, 0, prefix.length);
  }

  /** A parser at the start of the message's payload. */
  JsonParser payload(byte[] message) throws IOException {
    return Json.FACTORY.createParser(message, prefix.length, message.length - prefix.length);
  }

  /** Checks that nothing but the end follows the payload, which the parser has read. */
  void checkEnd(byte[] message, JsonParser parser) throws IOException {
    int end = prefix.length + (int) parser.currentLocation().getByteOffset();
    String rest = new String(message, end, message.length - end, StandardCharsets.UTF_8);
    if (!rest.strip().equals(prefix.length > 0 ? "}" : "")) {
      throw new MalformedMessageException("the message does not end with its payload");
    }
  }
}

package io.isomer.debezium.envelope;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.MessageBytes;
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
 * @param bytes the bytes in front of the payload; empty for a message without schema part
 * @param schemaStart where in the message the schema part starts, or -1
 * @param schemaEnd the position in the message behind the schema part, or -1
 */
public record SchemaPrefix(byte[] bytes, int schemaStart, int schemaEnd) {

  private static final byte[] START = "{\"schema\":".getBytes(StandardCharsets.US_ASCII);

  public static final SchemaPrefix SCHEMALESS = new SchemaPrefix(new byte[0], -1, -1);

  /**
   * @param reader is left somewhere within the message
   */
  public static SchemaPrefix of(MessageBytes message, JsonReader reader) throws IOException {
    reader.reset(message, message.start());
    if (reader.nextToken() != JsonToken.START_OBJECT || !"schema".equals(reader.nextFieldName())) {
      return SCHEMALESS;
    }
    boolean schemaIsNull = reader.nextToken() == JsonToken.VALUE_NULL;
    if (!schemaIsNull && reader.currentToken() != JsonToken.START_OBJECT) {
      return SCHEMALESS; // a column that is called schema
    }
    int start = reader.tokenStart() - message.start();
    reader.skipChildren();
    int end = reader.position() - message.start();
    if (!"payload".equals(reader.nextFieldName())) {
      return SCHEMALESS;
    }
    reader.nextToken();
    byte[] bytes = Arrays.copyOfRange(message.array(), message.start(), reader.tokenStart());
    return schemaIsNull ? new SchemaPrefix(bytes, -1, -1) : new SchemaPrefix(bytes, start, end);
  }

  /** Whether the message begins as one with a schema part; a row may begin so too. */
  public static boolean mayHaveSchema(MessageBytes message) {
    return startsWith(START, message);
  }

  /** The position of the payload in the message. */
  public int size() {
    return bytes.length;
  }

  public boolean hasSchema() {
    return schemaStart >= 0;
  }

  /** Whether the message has the same bytes in front of its payload. */
  public boolean matches(MessageBytes message) {
    return bytes.length > 0 && startsWith(bytes, message);
  }

  /** Whether a message has these bytes at its start, and more behind them. */
  private static boolean startsWith(byte[] bytes, MessageBytes message) {
    int start = message.start();
    return message.size() > bytes.length
        && Arrays.equals(bytes, 0, bytes.length, message.array(), start, start + bytes.length);
  }

  /** Checks that nothing but the end follows the payload, which the reader has read. */
  public void checkEnd(MessageBytes message, JsonReader reader) throws IOException {
    boolean open = bytes.length > 0; // the object that schema part and payload stand in
    for (int i = reader.position(); i < message.end(); i++) {
      byte next = message.array()[i];
      if (open && next == '}') {
        open = false;
      } else if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        throw notTheEnd();
      }
    }
    if (open) {
      throw notTheEnd();
    }
  }

  private static MalformedMessageException notTheEnd() {
    return new MalformedMessageException("the message does not end with its payload");
  }
}

package io.isomer.debezium.envelope;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.MessageBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a message before its payload, as written by Kafka Connect's JsonConverter: the
 * schema part, if any.
 *
 * <p>The schema part is most of a message. It stays the same for all messages of a table until the
 * table changes. So the prefix is compared with that of the previous message, and parsed only when
 * it differs.
 *
 * @param bytes the bytes before the payload; empty for a message without schema part
 * @param schemaStart position of the schema part in the message, or -1
 * @param schemaEnd position after the schema part in the message, or -1
 */
public record SchemaPrefix(byte[] bytes, int schemaStart, int schemaEnd) {

  private static final byte[] START = "{\"schema\":".getBytes(StandardCharsets.US_ASCII);

  public static final SchemaPrefix SCHEMALESS = new SchemaPrefix(new byte[0], -1, -1);

  /**
   * @param reader is left anywhere in the message
   */
  public static SchemaPrefix of(MessageBytes message, JsonReader reader) throws IOException {
    reader.reset(message, message.start());
    if (reader.nextToken() != JsonToken.START_OBJECT || !"schema".equals(reader.nextFieldName())) {
      return SCHEMALESS;
    }
    boolean schemaIsNull = reader.nextToken() == JsonToken.VALUE_NULL;
    if (!schemaIsNull && reader.currentToken() != JsonToken.START_OBJECT) {
      return SCHEMALESS; // a column named schema
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

  /** Whether the message starts like one with a schema part. A row may start so, too. */
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

  /** Whether the message has the same bytes before its payload. */
  public boolean matches(MessageBytes message) {
    return bytes.length > 0 && startsWith(bytes, message);
  }

  /** Whether a message is longer than these bytes and starts with them. */
  private static boolean startsWith(byte[] bytes, MessageBytes message) {
    int start = message.start();
    return message.size() > bytes.length
        && Arrays.equals(bytes, 0, bytes.length, message.array(), start, start + bytes.length);
  }

  /** Checks that the message ends after the payload, which the reader has read. */
  public void checkEnd(MessageBytes message, JsonReader reader) throws IOException {
    boolean open = bytes.length > 0; // the object around schema part and payload
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

package io.isomer.debezium.json;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads JSON (RFC 8259) from bytes, token by token. It is made for many small similar documents: it
 * is reused for each document, and predicts field names from the previous order. Texts are passed
 * on as UTF-8. Invalid JSON is rejected, also in skipped values. Not thread-safe.
 */
public final class JsonReader {

  private static final int MAX_DEPTH = 1000;

  private final SymbolTable names = new SymbolTable();
  private final SymbolTable values = new SymbolTable();
  private final JsonNumber number = new JsonNumber();
  private final JsonString text = new JsonString();

  private byte[] bytes = {}; // with the document among them; all positions are in here
  private int position;
  private int start;
  private int end;
  private boolean[] inObject = new boolean[16];
  private int depth;
  private JsonToken token;
  private int tokenStart;
  private int textStart; // of a string without its quotation marks, or of a number
  private int textEnd;
  private String name;

  public JsonReader() {}

  /** A reader of one document. */
  public JsonReader(byte[] document) {
    this(MessageBytes.of(document));
  }

  /** A reader of one document. */
  public JsonReader(MessageBytes document) {
    reset(document, document.start());
  }

  /** Starts a document that extends from a position to the end of a message. */
  public void reset(MessageBytes message, int from) {
    bytes = message.array();
    position = from;
    start = message.start();
    end = message.end();
    number.startMessage(start);
    text.startMessage(start);
    depth = 0;
    inObject[0] = false;
    token = null;
    names.restart();
  }

  /** The array that contains the document. Must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The position of the message. */
  public int start() {
    return start;
  }

  /** The position after the message. */
  public int end() {
    return end;
  }

  /**
   * Leaves the current object, whose end the caller has found.
   *
   * @param after the position after the object's last field
   */
  public void leaveObject(int after) {
    depth--;
    position = after;
    token = JsonToken.END_OBJECT;
  }

  public JsonToken currentToken() {
    return token;
  }

  /** The position of the current token. */
  public int tokenStart() {
    return tokenStart;
  }

  /** The position after the current token. */
  public int position() {
    return position;
  }

  /** The position of the current string's first character, which may be part of an escape. */
  public int textStart() {
    return textStart;
  }

  /** The position of the current string's closing quotation mark. */
  public int textEnd() {
    return textEnd;
  }

  /** The name of the last field. */
  public String currentName() {
    return name;
  }

  /**
   * Advances to the next token.
   *
   * @return the name of a field; null for any other token
   */
  public String nextFieldName() throws MalformedMessageException {
    if (inObject[depth] && token != JsonToken.FIELD_NAME) {
      boolean first = token == JsonToken.START_OBJECT;
      if (names.isNextField(bytes, position, end, first)) {
        tokenStart = first ? position : position + 1;
        position = tokenStart + names.fieldSize();
        name = names.text();
        token = JsonToken.FIELD_NAME;
        return name;
      }
    }
    return nextToken() == JsonToken.FIELD_NAME ? name : null;
  }

  /** Advances to the next token; null after the end of the document. */
  public JsonToken nextToken() throws MalformedMessageException {
    int next = skipSpace();
    if (depth == 0) {
      if (token != null && next >= 0) {
        throw unexpected("the end", next);
      }
      return token = token == null ? value(next) : null;
    }
    if (token == JsonToken.FIELD_NAME) {
      return token = value(next);
    }
    boolean object = inObject[depth];
    if (next == (object ? '}' : ']')) {
      depth--;
      tokenStart = position++;
      return token = object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
    }
    if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
      require(',', next);
      next = skipSpace();
    }
    return token = object ? fieldName(next) : value(next);
  }

  /** Advances to the end of the object or array, if the reader is at the start of one. */
  public void skipChildren() throws MalformedMessageException {
    if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
      return;
    }
    int outside = depth - 1;
    while (depth > outside) {
      nextToken();
    }
  }

  /**
   * Advances to the end of the object or array at the reader's position, and returns a copy of it.
   */
  public byte[] readStructure() throws MalformedMessageException {
    int opened = tokenStart;
    skipChildren();
    return Arrays.copyOfRange(bytes, opened, position);
  }

  /** The text of the current scalar or the name of the current field. */
  public String getText() throws MalformedMessageException {
    return switch (token) {
      case VALUE_STRING -> text.string(bytes, textStart, textEnd);
      case FIELD_NAME -> name;
      default -> new String(bytes, tokenStart, position - tokenStart, StandardCharsets.US_ASCII);
    };
  }

  /**
   * The text of a scalar that has few different values; null for a JSON null, an object or an
   * array.
   */
  public String getValueAsString() throws MalformedMessageException {
    if (token == JsonToken.VALUE_STRING && !text.isEscaped()) {
      return values.of(bytes, textStart, textEnd);
    }
    return token == JsonToken.VALUE_NULL || !token.isScalarValue() ? null : getText();
  }

  /** Whether the current string starts with the given ASCII character, without escape. */
  public boolean textStartsWith(char first) {
    return token == JsonToken.VALUE_STRING && textEnd > textStart && bytes[textStart] == first;
  }

  /**
   * Writes the current string.
   *
   * @throws java.nio.charset.CharacterCodingException for an unpaired surrogate
   */
  public void writeText(RowWriter out) throws IOException {
    if (text.isEscaped()) {
      text.unescape(bytes, textStart, textEnd);
      out.writeText(text.unescaped(), 0, text.unescapedSize());
    } else {
      out.writeText(bytes, textStart, textEnd - textStart);
    }
  }

  /** Writes the current scalar as the text of a token. Numbers keep all digits. */
  public void writeToken(io.isomer.changelog.JsonToken kind, RowWriter out) throws IOException {
    out.writeToken(kind);
    if (token == JsonToken.VALUE_STRING) {
      writeText(out);
    } else {
      out.writeText(bytes, tokenStart, position - tokenStart);
    }
  }

  /** Whether the current token is an integer of up to 64 bits. */
  public boolean isLong() {
    return token == JsonToken.VALUE_NUMBER_INT && number.isLong();
  }

  public long getLongValue() {
    return number.longValue();
  }

  public double getDoubleValue() {
    return number.doubleValue(bytes, textStart, textEnd);
  }

  /**
   * The bytes of the current string, which is base64.
   *
   * @throws IllegalArgumentException when it is not base64
   */
  public byte[] getBinaryValue() throws IOException {
    if (text.isEscaped()) {
      text.unescape(bytes, textStart, textEnd);
      return Base64.getDecoder().decode(text.copyOfUnescaped());
    }
    return Base64.getDecoder().decode(Arrays.copyOfRange(bytes, textStart, textEnd));
  }

  private JsonToken fieldName(int next) throws MalformedMessageException {
    tokenStart = position;
    require('"', next);
    string();
    name =
        text.isEscaped()
            ? text.string(bytes, textStart, textEnd)
            : names.of(bytes, textStart, textEnd);
    require(':', skipSpace());
    return JsonToken.FIELD_NAME;
  }

  private JsonToken value(int next) throws MalformedMessageException {
    tokenStart = position;
    switch (next) {
      case '"':
        position++;
        string();
        return JsonToken.VALUE_STRING;
      case '{':
        return open(true, JsonToken.START_OBJECT);
      case '[':
        return open(false, JsonToken.START_ARRAY);
      case 't':
        return literal("true", JsonToken.VALUE_TRUE);
      case 'f':
        return literal("false", JsonToken.VALUE_FALSE);
      case 'n':
        return literal("null", JsonToken.VALUE_NULL);
      default:
        if (next != '-' && (next < '0' || next > '9')) {
          throw unexpected("a value", next);
        }
        textStart = position;
        position = number.read(bytes, position, end);
        textEnd = position;
        return number.isInteger() ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }
  }

  /** Reads a string after its opening quotation mark. */
  private void string() throws MalformedMessageException {
    textStart = position;
    textEnd = text.end(bytes, position, end);
    position = textEnd + 1;
  }

  private JsonToken open(boolean object, JsonToken opened) throws MalformedMessageException {
    if (++depth == inObject.length) {
      if (depth > MAX_DEPTH) {
        throw new MalformedMessageException("not JSON: nested more than " + MAX_DEPTH + " deep");
      }
      inObject = Arrays.copyOf(inObject, 2 * depth);
    }
    inObject[depth] = object;
    position++;
    return opened;
  }

  private JsonToken literal(String word, JsonToken literal) throws MalformedMessageException {
    for (int i = 0; i < word.length(); i++) {
      int at = position + i;
      if (at >= end || bytes[at] != word.charAt(i)) {
        throw unexpected(word, at < end ? bytes[at] & 0xFF : -1);
      }
    }
    position += word.length();
    return literal;
  }

  /** Skips white space and returns the next byte; -1 at the end. */
  private int skipSpace() {
    while (position < end) {
      int next = bytes[position];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next & 0xFF;
      }
      position++;
    }
    return -1;
  }

  private void require(char expected, int next) throws MalformedMessageException {
    if (next != expected) {
      throw unexpected("'" + expected + "'", next);
    }
    position++;
  }

  private MalformedMessageException unexpected(String expected, int found) {
    String what =
        found < 0
            ? "the end"
            : found > ' ' && found < 0x7F ? "'" + (char) found + "'" : "the byte " + found;
    return new MalformedMessageException(
        "not JSON: expected " + expected + " and found " + what + " at byte " + (position - start));
  }
}

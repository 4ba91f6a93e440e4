package io.isomer.debezium.json;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads JSON out of bytes, as far as the decoders need it. Texts are handed on as the UTF-8 that
 * they are.
 */
public final class JsonReader extends JsonTokens {

  private final KnownTexts values = new KnownTexts();

  public JsonReader() {}

  /** A reader of one document. */
  public JsonReader(byte[] document) {
    this(MessageBytes.of(document));
  }

  /** A reader of one document. */
  public JsonReader(MessageBytes document) {
    reset(document, document.start());
  }

  /** The current scalar's text, or field's name. */
  public String getText() throws MalformedMessageException {
    return switch (token) {
      case VALUE_STRING -> text.string(bytes, textStart, textEnd);
      case FIELD_NAME -> name;
      default -> new String(bytes, tokenStart, position - tokenStart, StandardCharsets.US_ASCII);
    };
  }

  /** The text of a scalar of which there are few different ones; null for null and no scalar. */
  public String getValueAsString() throws MalformedMessageException {
    if (token == JsonToken.VALUE_STRING && !text.isEscaped()) {
      return values.of(bytes, textStart, textEnd);
    }
    return token == JsonToken.VALUE_NULL || !token.isScalarValue() ? null : getText();
  }

  /** Whether the current string starts with the given ASCII character, unescaped. */
  public boolean textStartsWith(char first) {
    return token == JsonToken.VALUE_STRING && textEnd > textStart && bytes[textStart] == first;
  }

  /**
   * Writes the current string.
   *
   * @throws java.nio.charset.CharacterCodingException for half of a surrogate pair
   */
  public void writeText(RowWriter out) throws IOException {
    if (text.isEscaped()) {
      text.unescape(bytes, textStart, textEnd);
      out.writeText(text.unescaped(), 0, text.unescapedSize());
    } else {
      out.writeText(bytes, textStart, textEnd - textStart);
    }
  }

  /** Writes the current scalar as a token's text, numbers digit by digit. */
  public void writeToken(io.isomer.changelog.JsonToken kind, RowWriter out) throws IOException {
    out.writeToken(kind);
    if (token == JsonToken.VALUE_STRING) {
      writeText(out);
    } else {
      out.writeText(bytes, tokenStart, position - tokenStart);
    }
  }

  /** Whether the current token is an integer of no more than 64 bits. */
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
   * The bytes that the current string has in base64.
   *
   * @throws IllegalArgumentException when it is no base64
   */
  public byte[] getBinaryValue() throws IOException {
    if (text.isEscaped()) {
      text.unescape(bytes, textStart, textEnd);
      return Base64.getDecoder().decode(text.copyOfUnescaped());
    }
    return Base64.getDecoder().decode(Arrays.copyOfRange(bytes, textStart, textEnd));
  }
}

package io.isomer.clickhouse;

import io.isomer.changelog.JsonToken;
import io.isomer.changelog.RowWriter;
import java.nio.charset.CharacterCodingException;

/**
 * Takes a JSON array apart that the decoder has kept as text: valid and without spaces. Elements
 * that are arrays or objects stay text.
 */
final class JsonArray {

  private final String text;
  private int at;

  private JsonArray(String text) {
    this.text = text;
  }

  /**
   * Writes the elements as an array of untyped values.
   *
   * @throws UnfitValueException when the text is no array
   */
  static void write(String text, RowWriter out) {
    if (!text.startsWith("[")) {
      throw new UnfitValueException(text, "it is no array");
    }
    try {
      new JsonArray(text).writeElements(out);
    } catch (CharacterCodingException e) {
      throw new UnfitValueException(text, "it has half of a surrogate pair");
    }
  }

  private void writeElements(RowWriter out) throws CharacterCodingException {
    int start = out.beginArray();
    int elements = 0;
    at = 1;
    while (text.charAt(at) != ']') {
      if (text.charAt(at) == ',') {
        at++;
      }
      writeElement(out);
      elements++;
    }
    out.endArray(start, elements);
  }

  private void writeElement(RowWriter out) throws CharacterCodingException {
    int start = at;
    switch (text.charAt(at)) {
      case 'n' -> {
        at += "null".length();
        out.writeMark(RowWriter.NULL);
      }
      case '"' -> {
        String value = string();
        writeToken(JsonToken.STRING, value, out);
      }
      case '[', '{' -> {
        skipNested();
        writeToken(JsonToken.NESTED, text.substring(start, at), out);
      }
      case 't', 'f' -> {
        skipScalar();
        writeToken(JsonToken.BOOLEAN, text.substring(start, at), out);
      }
      default -> {
        skipScalar();
        writeToken(JsonToken.NUMBER, text.substring(start, at), out);
      }
    }
  }

  private static void writeToken(JsonToken token, String value, RowWriter out)
      throws CharacterCodingException {
    out.writeMark(RowWriter.VALUE);
    out.writeToken(token, value);
  }

  private void skipScalar() {
    while (text.charAt(at) != ',' && text.charAt(at) != ']') {
      at++;
    }
  }

  private void skipNested() {
    int depth = 0;
    do {
      switch (text.charAt(at)) {
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        case '"' -> {
          string();
          at--; // back on the closing quote
        }
        default -> {}
      }
      at++;
    } while (depth > 0);
  }

  /** Reads a string and its escapes; {@code at} goes behind the closing quote. */
  private String string() {
    StringBuilder value = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      char c = text.charAt(at);
      value.append(c == '\\' ? escaped() : c);
    }
    at++;
    return value.toString();
  }

  private char escaped() {
    at++;
    char c = text.charAt(at);
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text, at - 3, at + 1, 16);
      }
      default -> c;
    };
  }
}

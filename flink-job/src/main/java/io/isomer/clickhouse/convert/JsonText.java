package io.isomer.clickhouse.convert;

import io.isomer.changelog.JsonToken;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the text of an array or an object apart, one level deep. The text comes from a JSON library
 * and is well formed.
 */
public final class JsonText {

  /**
   * An element, or a name or a value of an object.
   *
   * @param token null for a null
   * @param text a string's content, else as it is written
   */
  record Part(JsonToken token, String text) {}

  private final String json;
  private int at = 1;

  private JsonText(String json) {
    this.json = json;
  }

  /** The elements of an array, or an object's names and values in turn. */
  static List<Part> parts(String json) {
    JsonText text = new JsonText(json);
    List<Part> parts = new ArrayList<>();
    while (text.at < json.length() - 1) {
      char c = json.charAt(text.at);
      if (c == ',' || c == ':' || Character.isWhitespace(c)) {
        text.at++;
      } else {
        parts.add(text.part(c));
      }
    }
    return parts;
  }

  private Part part(char first) {
    int start = at;
    switch (first) {
      case '"' -> {
        return new Part(JsonToken.STRING, string());
      }
      case '[', '{' -> {
        skipNested();
        return new Part(JsonToken.NESTED, json.substring(start, at));
      }
      default -> {
        while (at < json.length() - 1 && ",: \t\r\n".indexOf(json.charAt(at)) < 0) {
          at++;
        }
        String text = json.substring(start, at);
        JsonToken token =
            switch (first) {
              case 'n' -> null;
              case 't', 'f' -> JsonToken.BOOLEAN;
              default -> JsonToken.NUMBER;
            };
        return new Part(token, text);
      }
    }
  }

  private void skipNested() {
    int depth = 0;
    do {
      char c = json.charAt(at);
      if (c == '"') {
        string();
        continue;
      }
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      at++;
    } while (depth > 0);
  }

  private String string() {
    StringBuilder text = new StringBuilder();
    for (at++; json.charAt(at) != '"'; at++) {
      char c = json.charAt(at);
      text.append(c == '\\' ? escaped() : c);
    }
    at++;
    return text.toString();
  }

  private char escaped() {
    char letter = json.charAt(++at);
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(json, at - 3, at + 1, 16);
      }
      default -> letter;
    };
  }
}

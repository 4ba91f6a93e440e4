package io.isomer.clickhouse.convert;

import io.isomer.changelog.JsonToken;
import io.isomer.clickhouse.convert.JsonText.Part;
import io.isomer.targetformat.type.TargetType;
import java.util.List;

/** Arrays and objects of messages without schema part as arrays, maps and tuples. */
public final class UntypedComposites {

  private static final int COORDINATES = 2;

  private UntypedComposites() {}

  /** Null when an element's type takes no untyped values. */
  static UntypedParser array(TargetType target) {
    UntypedParser element = UntypedParser.nullable(target.element());
    if (element == null) {
      return null;
    }
    return (token, text, out) -> {
      List<Part> parts = parts('[', token, text, target);
      out.writeVarInt(parts.size());
      for (Part part : parts) {
        element.parse(part.token(), part.text(), out);
      }
    };
  }

  /** An object, or its text, which is what {@code hstore.handling.mode=json} gives. */
  static UntypedParser map(TargetType target) {
    UntypedParser key = UntypedParser.nullable(target.elements().get(0));
    UntypedParser value = UntypedParser.nullable(target.elements().get(1));
    if (key == null || value == null) {
      return null;
    }
    return (token, text, out) -> {
      boolean isObjectAsText = token == JsonToken.STRING && text.startsWith("{");
      List<Part> parts = parts('{', isObjectAsText ? JsonToken.NESTED : token, text, target);
      out.writeVarInt(parts.size() / 2);
      for (int i = 0; i < parts.size(); i += 2) {
        key.parse(parts.get(i).token(), parts.get(i).text(), out);
        value.parse(parts.get(i + 1).token(), parts.get(i + 1).text(), out);
      }
    };
  }

  /** A point is an object with the fields x and y. */
  static UntypedParser point(TargetType target) {
    if (target.elements().size() != COORDINATES) {
      return null;
    }
    UntypedParser first = UntypedParser.nullable(target.elements().get(0));
    UntypedParser second = UntypedParser.nullable(target.elements().get(1));
    if (first == null || second == null) {
      return null;
    }
    return (token, text, out) -> {
      List<Part> parts = parts('{', token, text, target);
      if (parts.size() < 2 * COORDINATES
          || !parts.get(0).text().equals("x")
          || !parts.get(2).text().equals("y")) {
        throw UntypedParser.unfit(text, target);
      }
      first.parse(parts.get(1).token(), parts.get(1).text(), out);
      second.parse(parts.get(3).token(), parts.get(3).text(), out);
    };
  }

  private static List<Part> parts(char open, JsonToken token, String text, TargetType target) {
    if (token != JsonToken.NESTED || text.charAt(0) != open) {
      throw UntypedParser.unfit(text, target);
    }
    return JsonText.parts(text);
  }
}

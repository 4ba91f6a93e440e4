package io.isomer.testing.e2e.oracle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Geometric values as their coordinates in turn; ClickHouse has them as well-known binary. */
final class Shape {

  /**
   * A box's corners in the order in which they arrive: around it, from the upper right one down.
   */
  static final String BOX_CORNERS =
      Stream.of(
              "((%s)[0])[0]",
              "((%s)[0])[1]",
              "((%s)[0])[0]",
              "((%s)[1])[1]",
              "((%s)[1])[0]",
              "((%s)[1])[1]",
              "((%s)[1])[0]",
              "((%s)[0])[1]")
          .map(coordinate -> coordinate + "::text")
          .collect(Collectors.joining(" || ' ' || "));

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:Infinity|\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)|NaN");
  private static final Pattern BINARY = Pattern.compile("(?:[0-9A-F]{2})+");
  private static final int SRID = 0x20000000;
  private static final int LINE_STRING = 2;
  private static final int POLYGON = 3;

  private Shape() {}

  static String canonical(String text) {
    return BINARY.matcher(text).matches() ? ofBinary(text) : ofText(text);
  }

  private static String ofText(String text) {
    StringJoiner numbers = new StringJoiner(" ");
    for (Matcher number = NUMBER.matcher(text); number.find(); ) {
      numbers.add(Canonical.doublePrecision(number.group()));
    }
    return numbers.toString();
  }

  private static String ofBinary(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(text));
    bytes.order(bytes.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int type = bytes.getInt();
    if ((type & SRID) != 0) {
      bytes.getInt();
    }
    boolean closed = (type & 0xFF) == POLYGON;
    if (closed && bytes.getInt() != 1 || !closed && (type & 0xFF) != LINE_STRING) {
      return "not understood: " + text;
    }
    int points = bytes.getInt() - (closed ? 1 : 0); // a ring ends with its first point
    StringJoiner numbers = new StringJoiner(" ");
    for (int i = 0; i < 2 * points; i++) {
      numbers.add(Double.toString(bytes.getDouble()));
    }
    return numbers.toString();
  }
}

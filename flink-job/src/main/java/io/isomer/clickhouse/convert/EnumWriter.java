package io.isomer.clickhouse.convert;

import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.targetformat.type.TargetType;
import io.isomer.targetformat.type.TargetTypeParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Text as {@code Enum8} and {@code Enum16}, which hold the texts that they list. */
public final class EnumWriter implements TextWriter {

  /** A text's bytes as a map's key, also before they are copied. */
  private static final class Label {
    private byte[] bytes;
    private int offset;
    private int count;

    Label at(byte[] bytes, int offset, int count) {
      this.bytes = bytes;
      this.offset = offset;
      this.count = count;
      return this;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Label that
          && Arrays.equals(
              bytes, offset, offset + count, that.bytes, that.offset, that.offset + that.count);
    }

    @Override
    public int hashCode() {
      int hash = 1;
      for (int i = 0; i < count; i++) {
        hash = 31 * hash + bytes[offset + i];
      }
      return hash;
    }
  }

  private final TargetType type;
  private final Map<Label, Integer> numbers = new HashMap<>();
  private final Label probe = new Label();

  EnumWriter(TargetType type) {
    this.type = type;
    labels(type)
        .forEach(
            (text, number) -> {
              byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
              numbers.put(new Label().at(bytes, 0, bytes.length), number);
            });
  }

  /** The texts with their numbers, in the type's order. */
  private static Map<String, Integer> labels(TargetType type) {
    String text = type.text();
    String listed = text.substring(text.indexOf('(', text.indexOf("Enum")) + 1, text.length() - 1);
    if (type.nullable()) {
      listed = listed.substring(0, listed.length() - 1);
    }
    Map<String, Integer> labels = new LinkedHashMap<>();
    for (String label : TargetTypeParser.arguments(listed)) {
      int close = label.lastIndexOf('\'');
      String number = label.substring(label.indexOf('=', close) + 1).strip();
      labels.put(TargetTypeParser.unescaped(label.substring(1, close)), Integer.parseInt(number));
    }
    return labels;
  }

  public static void writeFirst(TargetType type, RowBinaryBuffer out) {
    write(labels(type).values().iterator().next(), type, out);
  }

  @Override
  public void write(byte[] bytes, int offset, int count, RowBinaryBuffer out) {
    Integer number = numbers.get(probe.at(bytes, offset, count));
    if (number == null) {
      throw new UnfitValueException(
          TextWriter.text(bytes, offset, count),
          "it is not among the texts of " + type + "; ALTER TABLE … MODIFY COLUMN can add it");
    }
    write(number, type, out);
  }

  private static void write(int number, TargetType type, RowBinaryBuffer out) {
    if (type.size() == 1) {
      out.writeByte(number);
    } else {
      out.writeShort(number);
    }
  }
}
